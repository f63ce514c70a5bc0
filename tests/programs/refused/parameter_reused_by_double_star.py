# refused: 2 SyntaxError: argument name reused
def f(a, *, b, **a):
    pass
