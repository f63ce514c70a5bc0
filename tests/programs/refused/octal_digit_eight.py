# refused: 2 SyntaxError: invalid syntax for integer with base 8: '8'
x = 0o8
