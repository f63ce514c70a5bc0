# refused: 2 SyntaxError: invalid syntax
for x, y:
    pass
