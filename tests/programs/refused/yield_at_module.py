# refused: 3 SyntaxError: 'yield' outside function
x = 1
yield x
