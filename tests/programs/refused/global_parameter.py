# refused: 3 SyntaxError: identifier redefined as global
def f(x):
    global x
