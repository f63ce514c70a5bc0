# *args collects extra positions, **kwargs extra names.
def f(first, *rest, **named):
    return first, rest, sorted(named.items())


print(f(1), f(1, 2, 3), f(1, x=2), f(1, 2, y=3, x=4), f(first=5), f(first=5, other=6))


def only(*a):
    return a


def names(**k):
    return sorted(k.items())


print(only(), only(1), only(*[2, 3]), names(), names(p=1, q=2), type(only()))
