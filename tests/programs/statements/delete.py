# del of names, attributes, items, slices and groups of them.
class Bag:
    pass


a = b = c = d = 1
del a
del b, c
del (d)
print([n for n in ("a", "b", "c", "d") if n in globals()])
bag = Bag()
bag.x = bag.y = bag.z = 1
x = [0, 1, 2, 3, 4]
del bag.x, (bag.y, x[0])
del x[1:3], bag.z,
print(x, hasattr(bag, "x"), hasattr(bag, "y"), hasattr(bag, "z"))
d = {"k": {"m": [1, 2]}, "n": 3}
del d["k"]["m"][0], d["n"]
print(d)
e = f = g = 1
del (e, (f, g),)
print("e" in globals(), "g" in globals())
