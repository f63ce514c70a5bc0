# refused: 5 SyntaxError: positional arg after keyword arg
f(
    a=1,
    b=2,
    c + d
)
