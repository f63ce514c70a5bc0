# refused: 2 SyntaxError: invalid syntax for integer with base 16: 'fg'
x = 0xfg
