# _fields, _replace and _asdict where present, and subclassing.
from collections import namedtuple

P = namedtuple("P", ["x", "y"])


class Q(P):
    def total(self):
        return self.x + self.y


q = Q(3, 4)
print(q.total(), q.x, q[0], isinstance(q, P), tuple(q))
p = P(1, 2)
for name in ("_fields", "_replace", "_asdict"):
    print(name, hasattr(p, name))
print(p._asdict() if hasattr(p, "_asdict") else "-")
