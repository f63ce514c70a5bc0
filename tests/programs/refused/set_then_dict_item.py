# refused: 2 SyntaxError: expecting just a value for set
x = {1, 2: 3}
