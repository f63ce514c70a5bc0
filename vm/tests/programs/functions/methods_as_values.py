# Bound methods remember their instance; functions on a class do not.
class A:
    def __init__(self, n):
        self.n = n

    def get(self, plus=0):
        return self.n + plus


a, b = A(1), A(2)
get = a.get
a = None
print(get(), get(5), A.get(b), list(map(A.get, [A(7), A(8)])))
b.own = lambda x: ("plain", x)
print(b.own(3))
try:
    A.get()
except TypeError:
    print("TypeError")
