# refused: 3 SyntaxError: invalid syntax
def f():
x = 1
