# refused: 2 SyntaxError: can't assign to expression
a < b = 1
