# An exception raised in finally replaces the one on its way.
def f():
    try:
        raise ValueError("first")
    finally:
        raise TypeError("second")


try:
    f()
except Exception as e:
    print(type(e).__name__, e)


def g():
    try:
        return 1
    finally:
        raise KeyError("instead of returning")


try:
    print(g())
except KeyError as e:
    print("KeyError", e)
