# Calls with many positional and keyword arguments and locals.
def f(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r):
    z1 = a + r
    z2 = b + q
    z3 = z1 + z2
    return z1, z2, z3, (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r)


print(f(*range(18)))
print(f(0, 1, 2, 3, 4, 5, r=17, q=16, p=15, o=14, n=13, m=12, l=11, k=10, j=9, i=8, h=7, g=6)[2])


def names(**k):
    return sum(k.values()), len(k)


print(names(**{"k%d" % i: i for i in range(30)}))
