# refused: 4 SyntaxError: invalid syntax
x = 1
y = (