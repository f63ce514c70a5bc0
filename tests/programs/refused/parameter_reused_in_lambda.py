# refused: 2 SyntaxError: argument name reused
f = lambda a, a: 0
