# refused: 4 SyntaxError: invalid syntax
try:
    pass
x = 1
