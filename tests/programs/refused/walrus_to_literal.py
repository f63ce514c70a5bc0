# refused: 2 SyntaxError: can't assign to expression
x = (5 := 1)
