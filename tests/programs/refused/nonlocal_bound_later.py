# refused: 4 SyntaxError: no binding for nonlocal found
def f():
    def g():
        nonlocal x, y
        x = 2
    x = 1
