# refused: 2 SyntaxError: invalid syntax
x = "\U00110000"
