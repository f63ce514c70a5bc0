# refused: 3 SyntaxError: multiple *x in assignment
a = [1, 2]
*b, *c = a
