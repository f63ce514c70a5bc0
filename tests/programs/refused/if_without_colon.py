# refused: 2 SyntaxError: invalid syntax
if x
    pass
