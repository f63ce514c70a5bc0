# refused: 4 SyntaxError: non-default argument follows default argument
def f(
    a: int = 1,
    b: int,
):
    pass
