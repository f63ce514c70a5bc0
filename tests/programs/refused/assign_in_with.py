# refused: 2 SyntaxError: can't assign to expression
with a as 1:
    pass
