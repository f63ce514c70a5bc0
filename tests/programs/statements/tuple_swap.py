# Assignments of two or three items to as many targets make no tuple.
a, b = 1, 2
a, b = b, a
print(a, b)
c, d, e = a, b, a + b
c, d, e = e, c, d
print(c, d, e)
x = [1, 2, 3]
x[0], x[1], x[2] = x[2], x[0], x[1]
print(x)
(f, g) = (1, 2)
f, g = (g, f)
h, i, j, k = a, b, c, d
print(f, g, h, i, j, k)
a, b = b, a = 7, 8
print(a, b)
a, (b, c) = 1, (2, 3)
print(a, b, c)
