# Calls that do not fit a function's parameters.
def f(a, b=1, *, c): return a, b, c
def none(): return 0


def attempt(*args, **kwargs):
    try:
        return f(*args, **kwargs)
    except TypeError:
        return "TypeError"


print(attempt(1, c=2), attempt(1), attempt(c=1), attempt(1, 2, 3, c=4))
print(attempt(1, a=1, c=2), attempt(1, c=2, d=3))
try:
    none(1)
except TypeError:
    print("takes none")
