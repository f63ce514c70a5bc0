# Wrong arguments to dict methods.
d = {"a": 1}
for f in (
    lambda: d.get(), lambda: d.pop(), lambda: d.get(1, 2, 3), lambda: dict(1), lambda: d.get([]), lambda: [] in d,
    lambda: d + d, lambda: d.missing, lambda: d.fromkeys(5),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)
