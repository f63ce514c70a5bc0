# refused: 2 SyntaxError: multiple *x in assignment
[a, *b, c, *d] = range(5)
