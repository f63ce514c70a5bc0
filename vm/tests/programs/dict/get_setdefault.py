# get and setdefault with and without a default.
d = {"k": 1}
print(d.get("k"), d.get("no"), d.get("no", 5), d.get("k", 5), len(d))
print(d.setdefault("k", 9), d.setdefault("n", 2), d.setdefault("none"), sorted(d), d["none"])
groups = {}
for w in ("ab", "c", "de", "f"):
    groups.setdefault(len(w), []).append(w)
print(groups[1], groups[2])
