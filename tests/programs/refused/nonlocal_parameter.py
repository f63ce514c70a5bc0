# refused: 6 SyntaxError: identifier redefined as nonlocal
def f():
    x = 1

    def g(x):
        nonlocal x
