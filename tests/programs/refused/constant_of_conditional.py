# refused: 2 SyntaxError: not a constant
X = const(1 if True else 2)
