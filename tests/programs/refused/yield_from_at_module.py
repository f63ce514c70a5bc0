# refused: 2 SyntaxError: 'yield' outside function
yield from []
