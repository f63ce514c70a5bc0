# refused: 2 SyntaxError: invalid syntax
x = lambda **a, **b: 0
