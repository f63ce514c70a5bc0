# Unpacking into names, nested targets, attributes and items.
a, b = 1, 2
a, b = b, a
(c, d), [e, *f] = (3, 4), "xyz"
print(a, b, c, d, e, f)


class O:
    pass


o = O()
l = [0, 0]
o.x, l[1], (o.y,) = 7, 8, [9]
print(o.x, o.y, l)
for i, (j, k) in enumerate([(1, 2), "ab"]):
    print(i, j, k)
[p, q] = {"only": 1} and "pq"
print(p, q)
