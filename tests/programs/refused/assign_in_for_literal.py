# refused: 2 SyntaxError: can't assign to expression
for 1 in x:
    pass
