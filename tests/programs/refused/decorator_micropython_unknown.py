# refused: 2 SyntaxError: invalid micropython decorator
@micropython.fast
def f():
    pass
