# refused: 2 SyntaxError: invalid syntax
class = 1
