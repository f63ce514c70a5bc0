# refused: 3 SyntaxError: invalid syntax
x = f"{(y := 1)}"
