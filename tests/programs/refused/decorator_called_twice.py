# refused: 2 SyntaxError: invalid syntax
@f()()
def g():
    pass
