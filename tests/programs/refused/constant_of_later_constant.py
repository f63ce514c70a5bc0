# refused: 2 SyntaxError: not a constant
X = const(Y + 1)
Y = const(1)
