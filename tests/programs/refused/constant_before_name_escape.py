# refused: 2 SyntaxError: not a constant
_K = const(y)
'\N{a}'
