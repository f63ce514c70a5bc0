# refused: 3 SyntaxError: can't assign to expression
X = const(1)
X = 2
