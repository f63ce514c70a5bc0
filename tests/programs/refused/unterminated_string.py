# refused: 2 SyntaxError: invalid syntax
x = "never closed
y = 1
