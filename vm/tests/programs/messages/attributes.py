# The messages for missing attributes on instances, classes, modules and builtins.
import math


class K:
    pass


def put():
    (5).x = 1


def drop():
    del K().gone


for f in (
    lambda: K().a, lambda: K.b, lambda: (5).c, lambda: "".d, lambda: None.e, lambda: math.f, lambda: len.g,
    lambda: [].h, lambda: (lambda: 0).i, put, drop, lambda: int.j,
):
    try:
        f()
    except AttributeError as e:
        print(e)
