# Unusual targets and filters of set and dictionary comprehensions.
a = {x: y for x, y in z}
b = {x for x, in z}
c = {x for *x, y in z}
d = {(yes := x) for x in z}
e = {x for x in y if lambda: x}
