# More locals than have opcodes of their own.
def f(a, b, c):
    d = a + b
    e = b + c
    g = c + d
    h = d + e
    i = e + g
    j = g + h
    k = h + i
    l = i + j
    m = j + k
    n = k + l
    o = l + m
    p = m + n
    q = n + o
    r = o + p
    s = p + q
    t = q + r
    s += t
    del r
    t, s = s, t
    for u in range(q - q, 2):
        v = u + t
    return a, b, c, d, e, g, h, i, j, k, l, m, n, o, p, q, s, t, u, v


print(f(1, 2, 3))
try:
    def g(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, *, k=1):
        del a17
        return a17
    g(*range(17))
except NameError:
    print("deleted")
