# A small vector class using many operators together.
class V:
    def __init__(self, *c):
        self.c = c

    def __add__(self, o):
        return V(*(a + b for a, b in zip(self.c, o.c)))

    def __neg__(self):
        return V(*(-a for a in self.c))

    def __sub__(self, o):
        return self + -o

    def __mul__(self, k):
        return V(*(a * k for a in self.c)) if not isinstance(k, V) else sum(a * b for a, b in zip(self.c, k.c))

    __rmul__ = __mul__

    def __eq__(self, o):
        return self.c == o.c

    def __repr__(self):
        return "V" + repr(self.c)


a, b = V(1, 2), V(3, 5)
print(a + b, a - b, a * 3, 3 * a, a * b, a == V(1, 2), -a, sum([a, b], V(0, 0)))
