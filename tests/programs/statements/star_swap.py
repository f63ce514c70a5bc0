# Starred targets against two or three items of no constant value.
x, y, z = [1], [2], [3]
a, *b = x, y
*c, d = x, y
print(a, b, c, d)
*e, f, g = x, y, z
h, *i, j = x, y, z
k, l, *m = x, y, z
print(e, f, g, h, i, j, k, l, m)
n, o = x + y, y + z
p, q, r = z, x, y
[s, t] = x, y
(u, v, w) = x, y, z
print(n, o, p, q, r, s, t, u, v, w)
*a, = x, y
a[0], *a[1:] = y, z
print(a)
