# Special methods that operators and builtins call.
class Num:
    def __init__(self, v): self.v = v
    def __repr__(self): return "Num(%r)" % self.v
    def __str__(self): return "#%s" % self.v
    def __add__(self, o): return Num(self.v + getattr(o, "v", o))
    def __sub__(self, o): return Num(self.v - o.v)
    def __mul__(self, o): return Num(self.v * getattr(o, "v", o))
    def __neg__(self): return Num(-self.v)
    def __pos__(self): return self
    def __invert__(self): return Num(~self.v)
    def __eq__(self, o): return self.v == getattr(o, "v", o)
    def __lt__(self, o): return self.v < o.v
    def __hash__(self): return self.v
    def __bool__(self): return self.v != 0
    def __len__(self): return self.v
    def __contains__(self, x): return x == self.v
    def __call__(self, *a, **k): return a, k
    def __getitem__(self, k): return k
    def __iter__(self): return iter(range(self.v))
    def __iadd__(self, o): self.v += 100 + o; return self


a, b = Num(3), Num(4)
print(a + b, a - b, a * 2, -a, +a, ~a, repr(a), str(b))
print(a == 3, a < b, a != b, not Num(0), len(a), 3 in a, 4 in a, {a: 1}[3])
print(a(1, k=2), a[5], a[1:2], list(a), sum(b))
a += 1
print(a, sorted([b, a, Num(1)]), min(a, b))
