# The lines of a traceback name functions and line numbers, outermost first.
import sys, io


def frames(e):
    s = io.StringIO()
    sys.print_exception(e, s)
    return [l[l.index(", line") + 2 :] for l in s.getvalue().split("\n") if ", line" in l]


def inner(x):
    return 1 // x


def outer(x):

    r = [
        inner(x),
        2,
    ]
    return r


class C:
    def method(self):
        outer(0)


try:
    C().method()
except ZeroDivisionError as e:
    for f in frames(e):
        print(f)
