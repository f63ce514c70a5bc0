# Every kind of mismatch between call and parameters is a TypeError.
def f(a, b=0):
    return a, b


def none():
    pass


calls = (
    lambda: f(), lambda: f(1, 2, 3), lambda: f(1, a=2), lambda: f(1, c=2), lambda: f(b=2), lambda: none(1),
    lambda: none(x=1), lambda: (lambda x: x)(), lambda: f(*[1, 2, 3]), lambda: f(**{"a": 1, "z": 2}),
)
for n, call in enumerate(calls):
    try:
        print(call())
    except TypeError:
        print(n, "TypeError")
