# Defaults are evaluated when def runs, in order.
log = []


def note(x):
    log.append(x)
    return x


def f(a=note(1), b=note([2]), *, c=note(3), d=note({})):
    b.append(a)
    d[a] = c
    return b, d


print(log)
print(f(), f(5))
for i in range(2):
    def g(x=i, *, y=i * 2):
        return x, y
    print(g())
h = [lambda x=i, *, k=j: (x, k) for i in (0, 1) for j in (5,)]
print([f() for f in h], log)
