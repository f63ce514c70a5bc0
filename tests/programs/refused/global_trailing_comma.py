# refused: 3 SyntaxError: invalid syntax
def f():
    global a,
