# len() of everything that has one.
class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


print(
    len(""), len("€"), len(b"\xe2"), len([1]), len((1, 2)), len({1: 2}), len({1}), len(range(5)), len(bytearray(2)),
    len(Sized(4)), len({}.keys()) if hasattr({}.keys(), "__len__") else "-",
)
for bad in (5, None, iter([]), (i for i in ()), lambda: 0):
    try:
        len(bad)
    except TypeError:
        print("TypeError")
