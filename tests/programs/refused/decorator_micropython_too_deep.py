# refused: 2 SyntaxError: invalid micropython decorator
@micropython.bytecode.really
def f():
    pass
