# Many variables closed over at once.
def f(a, b, c):
    d, e, g, h = 1, 2, 3, 4
    i = j = k = l = 5
    m, n, o, p, q, r = range(6)

    def inner(x=a, *, y=b):
        nonlocal d, r
        d += a + b + c + x + y
        r -= e + g + h + i + j + k + l + m + n + o + p + q
        return d, r, [a * z + b for z in (c, d)]
    return inner(), inner(1, y=2), d, r


print(f(1, 2, 3))
