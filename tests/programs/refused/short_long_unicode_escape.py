# refused: 2 SyntaxError: invalid syntax
x = "\U0001F4"
