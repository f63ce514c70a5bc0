# refused: 2 SyntaxError: positional arg after keyword arg
class C(a=1, B):
    pass
