# refused: 2 SyntaxError: can't assign to expression
if (a.b := 1):
    pass
