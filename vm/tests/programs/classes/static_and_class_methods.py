# staticmethod and classmethod called through class, instance and subclass.
class A:
    @staticmethod
    def s(x, y=1):
        return x + y

    @classmethod
    def c(cls, x):
        return cls.__name__, x

    @classmethod
    def make(cls, *a):
        return cls(*a)


class B(A):
    def __init__(self, n=0):
        self.n = n


print(A.s(1), A().s(2, 3), B.s(4), A.c(1), A().c(2), B.c(3), B().c(4), type(A.make()) is A, B.make(7).n)
f, g = B.s, B.c
print(f(1, 1), g("x"))
