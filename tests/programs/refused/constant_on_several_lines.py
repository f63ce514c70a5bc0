# refused: 4 SyntaxError: not a constant
x = 1

X = const(
    x
)
