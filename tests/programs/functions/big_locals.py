# Locals, cells and stack positions numbered beyond one byte's reach.
def f():
    a = (a0, a1, a2, a3, a4, a5, a6, a7, a8, a9) = range(10)
    b = (b0, b1, b2, b3, b4, b5, b6, b7, b8, b9) = range(10)
    c = (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9) = range(10)
    d = (d0, d1, d2, d3, d4, d5, d6, d7, d8, d9) = range(10)
    e = (e0, e1, e2, e3, e4, e5, e6, e7, e8, e9) = range(10)
    g = (g0, g1, g2, g3, g4, g5, g6, g7, g8, g9) = range(10)
    h = (h0, h1, h2, h3, h4, h5, h6, h7, h8, h9) = range(10)
    i = (i0, i1, i2, i3, i4, i5, i6, i7, i8, i9) = range(10)
    j = (j0, j1, j2, j3, j4, j5, j6, j7, j8, j9) = range(10)
    k = (k0, k1, k2, k3, k4, k5, k6, k7, k8, k9) = range(10)
    l = (l0, l1, l2, l3, l4, l5, l6, l7, l8, l9) = range(10)
    m = (m0, m1, m2, m3, m4, m5, m6, m7, m8, m9) = range(10)
    n = (n0, n1, n2, n3, n4, n5, n6, n7, n8, n9) = range(10)
    n9 += m9 + l8 + k7
    del n0
    z = "cell"

    def get():
        return z
    before = get()
    z += " changed"
    got = get()
    del z
    return n9, n8, m1, before, got, sum(a) + sum(n)


print(f())
