# The last line of a printed exception is its class and text.
import sys, io


def last(e):
    s = io.StringIO()
    sys.print_exception(e, s)
    return s.getvalue().strip().split("\n")[-1]


class Mine(ValueError):
    def __str__(self):
        return "own text"


for make in (lambda: 1 // 0, lambda: [][1], lambda: {}["k"], lambda: undefined, lambda: int("x"), lambda: None.a):
    try:
        make()
    except Exception as e:
        print(last(e))
try:
    raise Mine("args")
except Mine as e:
    print(last(e))
try:
    raise KeyboardInterrupt
except KeyboardInterrupt as e:
    print(last(e))
