# refused: 3 SyntaxError: can't declare nonlocal in outer code
x = 1
nonlocal x
