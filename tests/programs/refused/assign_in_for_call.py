# refused: 2 SyntaxError: can't assign to expression
for f() in x:
    pass
