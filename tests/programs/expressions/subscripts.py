# Loading, storing, deleting and updating items.
class Echo:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


e = Echo()
print(e[1], e[1, 2], e[1,], e[()], e["k"], e[...], e[-1])
e[1] = 2
e[1, 2] = 3
e["a"] = e["b"] = 4
e["n"] += "m"
del e[1], e[1, 2]
grid = [[1, 2], [3, 4]]
grid[0][1] += grid[1][0] * 2
grid[1] = grid[0], 5
del grid[0][0]
print(grid)
