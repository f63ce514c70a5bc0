# An OrderedDict keeps insertion order through updates and deletions.
from collections import OrderedDict

d = OrderedDict([("z", 1), ("a", 2)])
d["m"] = 3
d["z"] = 10
print(list(d), list(d.values()), d.items())
del d["a"]
d["a"] = 4
print(d, d.popitem(), list(d.keys()))
print(d == {"z": 10, "m": 3}, isinstance(d, dict))
