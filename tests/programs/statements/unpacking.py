# Sequences unpacked into targets of every shape.
a, b = "xy"
(c, d) = [1, 2]
[e, f] = (3, 4)
(g,), [h], i = (5,), [6], 7
print(a, b, c, d, e, f, g, h, i)
(j, (k, [l, m])), n = (1, (2, [3, 4])), 5
print(j, k, l, m, n)
o, = [8]
[p,] = (9,)
[] = ()
[q, r, s, t, u] = range(5)
print(o, p, q, r, s, t, u)
for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]:
    print(a + b + c)
for a, b, *c in "abcd", (1, 2):
    print(a, b, c)
for a, b, c in ["xyz"]:
    print(a, b, c)
    del a, b, c
try:
    a, b = 1, 2, 3
except ValueError:
    print("too many")
