# refused: 2 SyntaxError: invalid syntax
x = {1: 2, 3: 4 for y in z}
