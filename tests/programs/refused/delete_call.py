# refused: 3 SyntaxError: can't delete expression
x = 1
del f()
