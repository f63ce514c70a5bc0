# Dicts and sets have their items in the order in which they came.
d = {}
for key in ("b", 3, None, "a", 1.5, (1, 2)):
    d[key] = len(d)
d["b"] = 9
del d[3]
d[3] = 7
print(d, list(d.values()), d.popitem())
print({3, 1, 2}, {"x", "a"} | {"b", "a"}, set(range(12)), dict(z=1, a=2))
