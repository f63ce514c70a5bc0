# refused: 3 SyntaxError: super() can't find self
def f():
    super()
