# refused: 7 SyntaxError: identifier redefined as global
def f():
    x = 1

    def g():
        nonlocal x
        global x
