# refused: 3 SyntaxError: non-default argument follows default argument
x = 1
f = lambda a, b=1, c: 0
