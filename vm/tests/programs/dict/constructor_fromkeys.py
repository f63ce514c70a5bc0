# dict() from mappings, pairs and keywords; fromkeys.
print(sorted(dict(a=1, b=2).items()), dict([("x", 1)]), dict({"y": 2}), dict(), sorted(dict({"p": 1}, q=2)))
f = dict.fromkeys("ab", 0)
print(sorted(f.items()), dict.fromkeys([1]), dict.fromkeys([]))
src = {"k": [1]}
c = src.copy()
c["k"].append(2)
c["n"] = 0
print(src, len(c))
