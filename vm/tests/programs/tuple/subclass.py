# A subclass of tuple with methods and properties over its items.
class Point(tuple):
    @property
    def x(self):
        return self[0]

    def norm1(self):
        return abs(self[0]) + abs(self[1])


p = Point((3, -4))
print(p.x, p.norm1(), len(p), list(p), p == (3, -4), isinstance(p, tuple))
a, b = p
print(a, b, {(3, -4): "found"}[tuple(p)])
