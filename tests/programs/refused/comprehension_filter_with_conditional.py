# refused: 2 SyntaxError: invalid syntax
x = [y for y in z if y if a else b]
