# refused: 2 SyntaxError: invalid syntax for number
x = 0x1.8
