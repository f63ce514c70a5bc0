# refused: 2 SyntaxError: can't assign to expression
x = [1 for f() in (1, 2)]
