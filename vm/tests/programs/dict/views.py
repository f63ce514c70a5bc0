# keys, values and items: membership, length, and following later changes.
d = {"a": 1}
k, v, i = d.keys(), d.values(), d.items()
print(list(k), list(v), list(i))
d["b"] = 2
print(sorted(k), sorted(v), sorted(i))
print("a" in k, 2 in v, ("b", 2) in i, ("b", 3) in i)
for key, value in sorted(d.items()):
    print(key, value)
print(k, v, i) if len(d) == 1 else print("two entries")
