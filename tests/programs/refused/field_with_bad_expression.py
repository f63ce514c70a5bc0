# refused: 3 SyntaxError: invalid syntax
a = 1
x = f"{a b}"
