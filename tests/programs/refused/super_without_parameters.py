# refused: 4 SyntaxError: super() can't find self
class C:
    def f():
        return super().f()
