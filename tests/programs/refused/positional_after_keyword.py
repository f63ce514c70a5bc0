# refused: 2 SyntaxError: positional arg after keyword arg
f(a=1, b)
