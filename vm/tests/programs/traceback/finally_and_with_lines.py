# Line numbers when the exception passes finally and with blocks and multi-line statements.
import sys, io


def frames(e):
    s = io.StringIO()
    sys.print_exception(e, s)
    return [l[l.index(", line") + 2 :] for l in s.getvalue().split("\n") if ", line" in l]


class M:
    def __enter__(self):
        pass

    def __exit__(self, *a):
        pass


def f():
    with M():
        try:
            x = 1
            x = x + (
                1
                // 0
            )
        finally:
            y = 2
    return y


try:
    f()
except ZeroDivisionError as e:
    print(frames(e))
