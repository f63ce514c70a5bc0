# refused: 2 SyntaxError: can't delete expression
del 1
