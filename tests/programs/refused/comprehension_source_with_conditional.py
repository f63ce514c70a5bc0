# refused: 2 SyntaxError: invalid syntax
x = [y for y in a if b else c]
