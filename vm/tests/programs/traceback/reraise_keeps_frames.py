# Raising a caught exception again, by raise and by name.
import sys, io


def frames(e):
    s = io.StringIO()
    sys.print_exception(e, s)
    return [l[l.index(", line") + 2 :] for l in s.getvalue().split("\n") if ", line" in l]


def source():
    raise ValueError("v")


def bare():
    try:
        source()
    except ValueError:
        raise


def named():
    try:
        source()
    except ValueError as e:
        raise e


for f in (bare, named):
    try:
        f()
    except ValueError as e:
        print(frames(e))
