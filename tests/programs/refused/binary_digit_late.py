# refused: 2 SyntaxError: invalid syntax for integer with base 2: '102'
x = 0b102
