# refused: 3 SyntaxError: invalid syntax
@f
x = 1
