# refused: 2 SyntaxError: invalid syntax for integer with base 10: '12ab'
x = 12ab
