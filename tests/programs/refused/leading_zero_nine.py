# refused: 2 SyntaxError: invalid syntax for integer with base 0: '09'
x = 09
