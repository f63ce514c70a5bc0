# refused: 2 SyntaxError: expecting key:value for dict
x = {1: 2, 3}
