# refused: 2 SyntaxError: can't delete expression
del (x for x in y)
