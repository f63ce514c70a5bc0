# refused: 3 SyntaxError: invalid syntax
x = (1, 2
y = 3
