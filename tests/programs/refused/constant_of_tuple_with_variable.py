# refused: 3 SyntaxError: not a constant
y = 1
X = const((1, y))
