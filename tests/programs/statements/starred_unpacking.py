# A starred target takes what the others leave.
a, *b = 1, 2, 3
*c, d = "xyz"
e, *f, g = range(5)
*h, = (1, 2)
[*i] = "ab"
(j, *k), *l = (1, 2, 3), 4
m, *n, o = 1, 2
print(a, b, c, d, e, f, g, h, i)
print(j, k, l, m, n, o)
for x, *y in [(1, 2, 3), [4]]:
    print(x, y)
a, b, *c, d, e = range(9)
print(a, b, c, d, e)
*a, b = *c, d = [1, 2, 3]
print(a, b, c, d)
x = [0, 0]
x[0], *x[1:] = 5, 6, 7
print(x)
