# refused: 2 SyntaxError: can't assign to expression
True = 1
