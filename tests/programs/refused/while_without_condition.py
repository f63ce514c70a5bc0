# refused: 2 SyntaxError: invalid syntax
while:
    pass
