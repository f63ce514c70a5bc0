# refused: 2 SyntaxError: invalid syntax for integer with base 2: '2'
x = 0b2
