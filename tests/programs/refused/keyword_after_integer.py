# refused: 2 SyntaxError: invalid syntax for integer with base 10: '1if'
x = 1if 1 else 2
