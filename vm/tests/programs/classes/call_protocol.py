# Instances with __call__ are called with any arguments; it is looked up on the class.
class Poly:
    def __init__(self, *c):
        self.c = c

    def __call__(self, x, *, scale=1):
        r = 0
        for k in self.c:
            r = r * x + k
        return r * scale


p = Poly(1, 0, -1)
print(p(3), p(2, scale=10), p(*[4]), list(map(p, range(3))), Poly(5)(9))


class Chain:
    def __call__(self, x):
        print(x, end=" ")
        return self


Chain()(1)(2)(3)
print()
try:
    NoCall = type("NoCall", (), {})
    NoCall()()
except TypeError:
    print("TypeError")
