# refused: 2 SyntaxError: argument name reused
def f(a, *a):
    pass
