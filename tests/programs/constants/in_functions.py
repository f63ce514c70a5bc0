# Constants in function bodies, defaults, lambdas and comprehensions.
from micropython import const

WIDTH = const(8)
_GAP = const(2)


def f(a=WIDTH, *, b=_GAP):
    def inner(c=WIDTH + _GAP):
        return a + b + c + WIDTH
    return inner()


def shift(x):
    _SHIFT = const(3)
    return x << _SHIFT | _GAP


print(f(), f(1, b=2), shift(1))
print((lambda x, y=_GAP: x + y + WIDTH)(0), [_GAP * i for i in range(WIDTH // 3)])
print({WIDTH: i for i in (1,)}, sum(x for x in (WIDTH, _GAP) if x > _GAP))
