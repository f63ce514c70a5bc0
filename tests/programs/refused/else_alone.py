# refused: 2 SyntaxError: invalid syntax
else:
    pass
