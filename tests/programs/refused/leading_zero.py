# refused: 2 SyntaxError: invalid syntax for integer with base 0: '012'
x = 012
