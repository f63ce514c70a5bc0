# refused: 2 SyntaxError: not a constant
_X = const(print)
