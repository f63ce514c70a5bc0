# The as target may be an attribute, an item or a tuple.
class M:
    def __enter__(self):
        return (1, 2)

    def __exit__(self, *a):
        pass


class O:
    pass


o, l = O(), [0]
with M() as (a, b), M() as o.x, M() as l[0]:
    pass
print(a, b, o.x, l)
