# OrderedDict through the whole dict interface.
from collections import OrderedDict

d = OrderedDict()
for c in "zyx":
    d[c] = ord(c)
d.update([("a", 1), ("z", 0)])
print(list(d.items()), d.get("y"), d.pop("y"), d.setdefault("new", 5), list(d))
print(d.copy(), "x" in d, len(d), list(reversed(list(d))))
e = OrderedDict({"only": 1})
print(e, sorted(OrderedDict.fromkeys("cba", 0).items()))
print(OrderedDict([("a", 1), ("b", 2)]) == OrderedDict([("a", 1), ("b", 2)]))
d.clear()
print(d, len(d))
