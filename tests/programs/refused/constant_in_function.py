# refused: 3 SyntaxError: not a constant
def f(x):
    Y = const(x)
    return Y
