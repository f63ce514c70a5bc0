# refused: 2 SyntaxError: invalid syntax
x = f"{a"
y = 1
