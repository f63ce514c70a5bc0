# refused: 2 SyntaxError: invalid syntax
f = lambda a: int: a
