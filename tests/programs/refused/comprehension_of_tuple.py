# refused: 2 SyntaxError: invalid syntax
x = [a, b for a, b in c]
