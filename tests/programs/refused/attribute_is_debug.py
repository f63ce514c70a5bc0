# refused: 2 SyntaxError: invalid syntax
x = a.__debug__
