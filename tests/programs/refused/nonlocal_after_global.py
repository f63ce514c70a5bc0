# refused: 7 SyntaxError: identifier redefined as nonlocal
def f():
    x = 1

    def g():
        global x
        nonlocal x
