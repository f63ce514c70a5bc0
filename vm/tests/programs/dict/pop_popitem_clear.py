# pop with defaults, popitem until empty, and clear.
d = {"a": 1, "b": 2}
print(d.pop("a"), d.pop("a", "gone"), len(d))
print(d.popitem(), d)
for f in (lambda: d.pop("x"), d.popitem):
    try:
        f()
    except KeyError:
        print("KeyError")
d[1] = 2
d.clear()
print(d, len(d))
