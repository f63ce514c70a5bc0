# super() with no arguments and with an explicit class and instance.
class A:
    n = "A.n"

    def m(self, x):
        return "A.m(%s)" % x

    @classmethod
    def c(cls):
        return "A.c " + cls.__name__

    @staticmethod
    def s():
        return "A.s"


class B(A):
    n = "B.n"

    def m(self, x):
        return super().m(x) + "|" + super(B, self).m(x + 1) + "|" + A.m(self, x)

    def others(self):
        return super().n, super().s()

    @classmethod
    def c(cls):
        return "B.c>" + super().c()


b = B()
print(b.m(1), b.others(), B.c(), super(B, b).m(5))
