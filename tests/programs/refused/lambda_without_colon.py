# refused: 2 SyntaxError: invalid syntax
f = lambda x
