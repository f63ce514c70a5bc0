# refused: 2 SyntaxError: invalid syntax
x = t"{a b}"
