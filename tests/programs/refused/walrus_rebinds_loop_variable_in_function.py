# refused: 3 SyntaxError: identifier redefined as nonlocal
def f():
    return [y := 1 for y in (1, 2)]
