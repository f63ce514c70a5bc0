# Tuples of every shape, constant or not.
a = 1
print((), (a,), (a, 2), (a, 2, 3), (1,), (1, 2), (1, (2, (3, ()))))
t = a,
u = a, 2
v = 1, 2, 3
w = 1,
print(t, u, v, w)
print((a), ((a)), ((a),), ((a, 1), (2, a)))
print(() + (1,), (1, 2) * 2, a in (1, 2), (1, "x", None, True, ..., b"y", 1.5))
for x in 1, 2:
    print(x, end=" ")
for x in a, 2:
    print(x, end=" ")
print()


def f():
    return a, 2


def g():
    return 1, 2


print(f(), g(), {(1, 2): 3}[1, 2])
