# refused: 2 SyntaxError: invalid syntax
def f(*, a, *b):
    pass
