# refused: 3 SyntaxError: invalid syntax
def f():
    print(yield 1)
