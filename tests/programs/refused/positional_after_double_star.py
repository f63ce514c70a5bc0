# refused: 2 SyntaxError: positional arg after **
f(**a, b)
