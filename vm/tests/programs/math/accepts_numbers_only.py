# Functions take ints, floats, bools and objects with __float__, not text.
import math


class F:
    def __float__(self):
        return 2.25


print(math.sqrt(True), math.floor(2**60 + 1) > 0, math.sin(0))
for bad in ("4", None, [], 1j):
    try:
        math.sqrt(bad)
    except TypeError:
        print("TypeError")
for f in (lambda: math.sqrt(), lambda: math.sqrt(1, 2), lambda: math.pow(1), lambda: math.nothing):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__)
