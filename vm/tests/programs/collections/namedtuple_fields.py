# namedtuple: construction by position and name, fields, and being a tuple.
from collections import namedtuple

P = namedtuple("P", ["x", "y"])
p = P(1, 2)
q = P(y=4, x=3)
print(p, q, p.x, q.y, p[1], len(p), p == (1, 2), isinstance(p, tuple), p + q, list(p))
a, b = q
print(a, b, {p: "key"}[(1, 2)], P(5, y=6), 2 in p, p < q)
T = namedtuple("T", "a b c")
print(T(1, 2, 3), T("x", "y", "z").b)
