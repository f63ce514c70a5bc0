# refused: 2 SyntaxError: not a constant
X = const([1, 2])
