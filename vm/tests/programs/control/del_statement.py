# del of names, several targets, attributes, items and nested targets.
class O:
    pass


a = b = c = 1
del a
del b, (c)
for n in ("a", "b", "c"):
    print(n in globals())
o = O()
o.x = 1
l = [1, 2, 3, 4]
d = {1: 2, 3: 4}
del o.x, l[0], d[1], l[-1:]
print(hasattr(o, "x"), l, d)
for f in (lambda: o.x, lambda: d[1]):
    try:
        f()
    except (AttributeError, KeyError) as e:
        print(type(e).__name__)


def gone():
    v = 1
    del v
    del v


try:
    gone()
except NameError:
    print("NameError")
