# Operations tuples refuse.
t = (1, 2)
for f in (
    lambda: t + [3], lambda: t + 3, lambda: t * "a", lambda: t[2], lambda: t["a"], lambda: t.append(1),
    lambda: tuple(5), lambda: t < (None, 1),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)
