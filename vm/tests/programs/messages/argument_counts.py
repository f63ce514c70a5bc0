# The messages of calls with wrong arguments to functions of the program.
def none():
    pass


def two(a, b):
    pass


def defaults(a, b=1, *, c):
    pass


class K:
    def m(self, x):
        pass


for f in (
    lambda: none(1), lambda: none(x=1), lambda: two(), lambda: two(1), lambda: two(1, 2, 3), lambda: two(1, a=2),
    lambda: two(1, c=2), lambda: two(b=1), lambda: defaults(1), lambda: defaults(c=1), lambda: defaults(1, 2, 3),
    lambda: K().m(), lambda: K().m(1, 2), lambda: K(1),
):
    try:
        f()
    except TypeError as e:
        print(e)
