# refused: 2 SyntaxError: can't assign to expression
a = 1 = b
