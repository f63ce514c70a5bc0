# update from a dict, pairs, keywords, or nothing.
d = {"a": 1}
d.update({"b": 2, "a": 3})
d.update([("c", 4), ["d", 5]])
d.update(e=6)
d.update({"f": 7}, g=8)
d.update()
print(sorted(d.items()))
for bad in (5, [1], [(1,)], [(1, 2, 3)]):
    try:
        d.update(bad)
    except Exception as e:
        print(type(e).__name__)
