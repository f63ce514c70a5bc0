# refused: 3 SyntaxError: invalid syntax
def f(a):
    return *a, 1
