# refused: 2 SyntaxError: identifier redefined as global
x = [y := 1 for y in (1, 2)]
