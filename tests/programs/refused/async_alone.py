# refused: 2 SyntaxError: invalid syntax
async x = 1
