# super walks one level at a time through a long chain, also for __init__ and attributes.
class A:
    def __init__(self):
        self.log = ["A"]


class B(A):
    def __init__(self):
        super().__init__()
        self.log.append("B")


class C(B):
    pass


class D(C):
    def __init__(self):
        super().__init__()
        self.log.append("D")

    def missing(self):
        try:
            super().nothing
        except AttributeError:
            return "AttributeError"


d = D()
print(d.log, d.missing())
