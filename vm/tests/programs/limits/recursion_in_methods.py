# Endless recursion through special methods, generators, sorting and properties.
class R:
    def __getitem__(self, i): return self[i]
    def __add__(self, o): return self + o
    def __call__(self): return self()
    def __contains__(self, o): return o in self
    def __len__(self): return len(self)
    def __iter__(self): return iter(self)

    @property
    def p(self): return self.p


def gen():
    yield from gen()


r = R()
for f in (
    lambda: r[0], lambda: 1 in r, lambda: r + 1, lambda: r(), lambda: len(r), lambda: iter(r), lambda: r.p,
    lambda: next(gen()), lambda: sorted([1, 2], key=lambda x: r()),
):
    try:
        f()
        print("returned")
    except RuntimeError:
        print("RuntimeError")
