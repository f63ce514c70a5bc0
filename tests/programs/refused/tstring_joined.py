# refused: 3 SyntaxError: invalid syntax
n = 5
x = t"{n}" t"{n}"
