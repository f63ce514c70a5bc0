# refused: 3 SyntaxError: no binding for nonlocal found
def f():
    nonlocal x
