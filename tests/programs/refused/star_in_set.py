# refused: 2 SyntaxError: invalid syntax
x = {*a}
