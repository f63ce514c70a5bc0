# Frames of generators, lambdas, comprehensions and class bodies.
import sys, io


def frames(e):
    s = io.StringIO()
    sys.print_exception(e, s)
    return [l[l.index(", line") + 2 :] for l in s.getvalue().split("\n") if ", line" in l]


def gen():
    yield 1
    raise ValueError


def in_class():
    class Body:
        x = {}["missing"]


for f in (
    lambda: list(gen()), lambda: [1 // x for x in (1, 0)], in_class, lambda: sorted([1, 2], key=lambda v: v.nope),
):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, frames(e))
