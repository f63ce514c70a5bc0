# refused: 3 SyntaxError: can't assign to expression
X = const(1)
for X in (1, 2):
    pass
