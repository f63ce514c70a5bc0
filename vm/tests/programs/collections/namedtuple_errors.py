# Wrong counts and names, and attempts to change a field.
from collections import namedtuple

P = namedtuple("P", ("x", "y"))


def assign():
    p = P(1, 2)
    p.x = 5


for f in (
    lambda: P(1), lambda: P(1, 2, 3), lambda: P(1, z=2), lambda: P(1, x=2), lambda: P(), lambda: P(1, 2).z, assign,
):
    try:
        f()
        print("no error")
    except Exception as e:
        print(type(e).__name__)
