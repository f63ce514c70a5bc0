# refused: 2 SyntaxError: invalid syntax
@f[0]
def g():
    pass
