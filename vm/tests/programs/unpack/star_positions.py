# A starred target takes the rest wherever it stands.
*a, b = [1, 2, 3]
c, *d = (1,)
e, *f, g = "abcdef"
*h, = range(3)
i, (j, *k), *l = 1, [2, 3, 4], 5, 6
print(a, b, c, d, e, f, g, h, i, j, k, l)
for x, *y in [(1, 2, 3), "z"]:
    print(x, y)
