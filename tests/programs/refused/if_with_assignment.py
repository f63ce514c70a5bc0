# refused: 2 SyntaxError: invalid syntax
if x = 1:
    pass
