# refused: 2 SyntaxError: invalid syntax
x := 1
