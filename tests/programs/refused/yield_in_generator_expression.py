# refused: 3 SyntaxError: 'yield' outside function
def f():
    return list((yield x) for x in y)
