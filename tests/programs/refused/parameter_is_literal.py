# refused: 2 SyntaxError: invalid syntax
def f(1):
    pass
