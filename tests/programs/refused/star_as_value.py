# refused: 3 SyntaxError: *x must be assignment target
a = [1]
x = *a, 2
