# The comparison methods; the mirrored method does not stand in for a missing one.
class N:
    def __init__(self, n):
        self.n = n

    def __lt__(self, o):
        print("lt", end=" ")
        return self.n < o.n

    def __le__(self, o):
        print("le", end=" ")
        return self.n <= o.n

    def __eq__(self, o):
        print("eq", end=" ")
        return self.n == o.n


a, b = N(1), N(2)
print(a < b, a <= b, a == b, a != b)
for f in (lambda: a > b, lambda: a >= b):
    try:
        print(f())
    except TypeError:
        print("TypeError")
print(sorted([N(3), N(1)])[0].n, max(N(4), N(6), key=lambda x: x.n).n)
