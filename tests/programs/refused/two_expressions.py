# refused: 2 SyntaxError: invalid syntax
a b
