# refused: 2 SyntaxError: invalid arch
@micropython.viper
def f(x: int) -> int:
    return x
