# Unpacking something that is not iterable or not a mapping, and duplicate names.
def f(*a, **k):
    return a, sorted(k.items())


def g(a, b):
    return a, b


for call in (
    lambda: f(*5), lambda: f(**5), lambda: g(1, **{"a": 2}), lambda: g(*[1], **{"b": 2}),
    lambda: g(**{"a": 1, 2: 3}), lambda: g(*[1, 2, 3]), lambda: f(*None),
):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__)
