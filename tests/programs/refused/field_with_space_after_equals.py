# refused: 3 SyntaxError: invalid syntax
n = 1
x = f"{n = }"
