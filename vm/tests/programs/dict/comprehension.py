# Dict comprehensions, with conditions, later duplicates and inversion.
d = {k: len(k) for k in ("a", "bb", "ccc")}
print(sorted(d.items()))
inv = {v: k for k, v in d.items()}
print(inv[1], inv[2], inv[3])
print({x % 3: x for x in range(10)}[0], sorted({x: y for x in "ab" for y in range(2)}.items()), {c: 1 for c in ""})
