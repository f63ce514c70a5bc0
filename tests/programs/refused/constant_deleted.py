# refused: 3 SyntaxError: can't delete expression
X = const(1)
del X
