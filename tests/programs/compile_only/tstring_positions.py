# Template strings in calls, displays, comprehensions and functions.
n = 5


def f(*args):
    return args


a = (t"{n}")
b = (t"one {n} ", t"two {n}",
     t"three")
c = f(t"{n}", [t"{n}", {"k": t"{n}"}])
d = t"{n}".values[0]
e = [t"{i}" for i in (1, 2)]
g = lambda x: t"{x}{n}"


def h(m):
    def inner():
        return t"{m}-{n}"
    return t"{inner()}" if m else t""
