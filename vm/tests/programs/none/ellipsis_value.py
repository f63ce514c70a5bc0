# Ellipsis is a singleton written as three dots, and works as a subscript.
print(..., Ellipsis, ... is Ellipsis, bool(...))


class Grid:
    def __getitem__(self, key):
        return key


g = Grid()
print(g[...], g[1, ...], g[..., None])


def stub():
    ...


print(stub())
