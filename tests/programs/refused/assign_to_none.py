# refused: 2 SyntaxError: can't assign to expression
None = 1
