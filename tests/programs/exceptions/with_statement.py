# with: one item, several, targets of many kinds, exceptions swallowed or not.
class Guard:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name, end="; ")
        return self.name

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__, value and value.args)
        return self.swallow


with Guard("plain"): pass
with Guard("named") as a: print(a, end="; ")
with Guard("first") as a, Guard("second") as b, Guard("third"):
    print(a, b, end="; ")
with Guard("xy") as (p, q): print(p, q, end="; ")
d = {}
with Guard("item") as d["k"], Guard("attr") as Guard.last: print(d, Guard.last, end="; ")
with Guard("uvw") as [u, *v]: print(u, v, end="; ")
with Guard("swallows", True):
    raise ValueError(1)
try:
    with Guard("outer"), Guard("inner"):
        raise KeyError(2)
except KeyError as e:
    print("caught", e)
with (Guard("parens")) as c: print(c)
