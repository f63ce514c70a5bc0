# refused: 2 SyntaxError: can't assign to expression
__debug__ = 1
