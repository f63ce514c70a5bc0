# refused: 4 SyntaxError: identifier redefined as global
def f():
    x = 1
    global x
