# refused: 2 SyntaxError: invalid arch
@micropython.native
def f():
    pass
