# Closures that also have positional and keyword defaults.
def make(a, b):
    def positional(x=1):
        return a, x

    def keyword(*, x=2):
        return b, x

    def both(x=3, *rest, y=4, **others):
        return a, b, x, rest, y, sorted(others)

    def default_from_outer(x=a, *, y=b):
        return a + b + x + y

    return positional, keyword, both, default_from_outer


p, k, both, d = make(10, 20)
print(p(), p(5), k(), k(x=6), both(), both(1, 2, y=3, z=4), d(), d(1, y=2))
