# Generators with defaults, star arguments, keyword arguments and closures.
def make(step):
    def g(start=0, *extra, stop=5, **kw):
        i = start
        while i < stop:
            yield i, extra, sorted(kw)
            i += step

    return g


print(list(make(2)()), list(make(3)(1, "e", stop=6, k=1)))


def outer():
    total = 0

    def add():
        nonlocal total
        while True:
            total += yield total

    a = add()
    next(a)
    a.send(5)
    a.send(6)
    return total


print(outer())
