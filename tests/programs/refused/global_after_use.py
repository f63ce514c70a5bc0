# refused: 4 SyntaxError: identifier redefined as global
def f():
    print(x)
    global x
