# refused: 2 SyntaxError: invalid micropython decorator
@micropython
def f():
    pass
