# refused: 2 SyntaxError: *x must be assignment target
x = [*(1, 2), 3]
