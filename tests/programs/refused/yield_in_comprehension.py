# refused: 3 SyntaxError: 'yield' outside function
def f():
    return [(yield x) for x in y]
