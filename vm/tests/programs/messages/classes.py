# The messages of class definitions and instances used wrongly.
class BadInit:
    def __init__(self):
        return 1


def bad_base():
    class C(5):
        pass


def two_bases():
    class C(list, dict):
        pass


for f in (
    lambda: BadInit(), bad_base, two_bases, lambda: object()(), lambda: issubclass(1, int),
    lambda: isinstance(1, 1), lambda: type("X", (), 5), lambda: super().x,
):
    try:
        f()
        print("no error")
    except Exception as e:
        print(type(e).__name__, e)
