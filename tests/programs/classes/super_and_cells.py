# super() and __class__ together with closed over names.
class A:
    def f(self, n): return "A", n
    def g(self): return "Ag"


class B(A):
    def f(self, n):
        def inner():
            return __class__.__name__, n, self.g()
        return inner(), super().f(n)

    def who(self): return __class__

    def g(self):
        return super().g() + "B"

    def no_first(*args):
        return super().g() if False else len(args)


def make(tag):
    class C(B):
        def f(self, n):
            return tag, super().f(n)
    return C


print(B().f(1), B().who() is B, B().g(), make("t")().f(2), B().no_first(1))
