# refused: 2 SyntaxError: not a constant
X: int = const([])
