# Cycles of objects can be made and dropped many times.
import gc


class N:
    pass


for i in range(30):
    a, b = N(), N()
    a.to, b.to = b, a
    l = [a]
    l.append(l)
    d = {}
    d["self"] = d
a = b = l = d = None
gc.collect()
a = N()
a.me = a
print(a.me.me is a, type(gc.collect()))
