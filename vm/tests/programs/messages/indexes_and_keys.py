# The messages of bad indexes and missing keys.
for f in (
    lambda: [1][5], lambda: (1,)[5], lambda: "a"[5], lambda: b"a"[5], lambda: bytearray(1)[5], lambda: range(1)[5],
    lambda: [1]["a"], lambda: "a"[1.5], lambda: (1,)[None], lambda: {}["k"], lambda: {}[5], lambda: {}.pop("p"),
    lambda: set().remove(3), lambda: [].pop(), lambda: {}.popitem(), lambda: [].remove(1), lambda: [].index(1),
    lambda: "a".index("b"), lambda: set().pop(), lambda: [1].pop(3),
):
    try:
        f()
    except (IndexError, KeyError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
