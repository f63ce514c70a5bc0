# refused: 2 SyntaxError: invalid syntax
f = async lambda: 0
