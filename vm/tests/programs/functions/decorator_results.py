# A decorator may be any named callable or method, and its result any value.
registry = {}


def register(f):
    registry[f.__name__] = f
    return f


@register
def one():
    return 1


@register
def two():
    return 2


def plus_forty(f):
    return f() + 40


@plus_forty
def value():
    return 2


class D:
    def __init__(self, f):
        self.f = f

    def __call__(self, *a):
        return self.f(*a) * 10


@D
def times(x):
    return x


print(sorted(registry), registry["two"](), value, times(3))
