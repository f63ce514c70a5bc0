# refused: 6 SyntaxError: no binding for nonlocal found
x = 1


def f():
    nonlocal x
    x = 2
