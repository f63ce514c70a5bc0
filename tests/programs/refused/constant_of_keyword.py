# refused: 2 SyntaxError: not a constant
X = const(x=1)
