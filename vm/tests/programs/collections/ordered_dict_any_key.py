# Keys of an OrderedDict need no hash.
from collections import OrderedDict

d = OrderedDict([([1], "list"), ("a", "str")])
d[[2, 3]] = "lists"
d[[1]] = "changed"
print(d, d[[2, 3]], [1] in d, [4] in d, len(d))
del d[[1]]
print(d, d.pop([2, 3]), list(d))
