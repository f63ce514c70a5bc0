# refused: 2 SyntaxError: can't assign to expression
(a, (b, 5)) = 1, (2, 3)
