# A deep recursion's traceback has one line per frame.
import sys, io


def down(n):
    if n == 0:
        raise KeyError("bottom")
    down(n - 1)


try:
    down(6)
except KeyError as e:
    s = io.StringIO()
    sys.print_exception(e, s)
    lines = s.getvalue().strip().split("\n")
    print(lines[0], len(lines), lines[-1], sum(", in down" in l for l in lines))
