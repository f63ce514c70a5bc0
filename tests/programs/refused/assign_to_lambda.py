# refused: 2 SyntaxError: can't assign to expression
lambda: x = 1
