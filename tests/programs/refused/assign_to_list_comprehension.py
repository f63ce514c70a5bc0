# refused: 2 SyntaxError: can't assign to expression
[x for x in y] = 1
