# A comma after the last item, wherever a list may end with one.
from math import (
    floor,
    ceil,
    sqrt as root,
)
from math import floor, ceil, sqrt
import math, struct, sys as system, io


class Echo:
    def __getitem__(self, key): return key


def f(a, b, c=3,): return a, b, c,
def g(a): return a, -a,


h = lambda a, b, *c,: (a, b, c,)
a, b, = 1, 2,
x, y, z, = a, b, a + b,
t = a, b,
u = a, b, x,
e = Echo()
print(f(1, 2,), g(1,), h(1, 2, 3,), t, u, x, y, z,)
print(e[a, b,], e[a, b, a,], e[a:b, b:a,], {a, b,}, {a: b, b: a,}, {a: 1, b: 2, 5: 3,}, {a, b, x, 9,})
for p, q, r, in [(a, b, x,),]: print(p, q, r,)
for p, q, in ((a, b,), (b, a,),): print(p, q,)
for p in a, b,: print(p,)
for p in a, b, x,: print(p,)
d, i, j, k, l = [a, b, x, y, z,]
del d, i, j,
del k, l,
print([n for n, m, in [(1, 2)]], [n for n, m, o, in [(1, 2, 3)]])
print(floor(ceil(sqrt(root(81.0)))), struct.calcsize("B"), system.__name__, io.__name__)
