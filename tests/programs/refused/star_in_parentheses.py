# refused: 2 SyntaxError: *x must be assignment target
x = (*a)
