# refused: 2 SyntaxError: invalid syntax for number
x = 1e
