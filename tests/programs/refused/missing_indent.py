# refused: 3 SyntaxError: invalid syntax
if True:
x = 1
