# Comprehensions that close over variables, at several depths.
def table(n, *, offset=1):
    return [[i * j + offset for j in range(n)] for i in range(n)]


def adders():
    return [lambda x: x + i for i in range(3)]


def bound():
    return [lambda x, i=i: x + i for i in range(3)]


def mixed(a):
    b = a + 1
    return {k: {v + a + b for v in (k,)} for k in range(2)}, sum(a * x for x in (b, b))


print(table(3), table(2, offset=5))
print([f(10) for f in adders()], [f(10) for f in bound()])
print(mixed(1))
n = 2
print([n * x for x in (1, 2)], [[n + x for x in (y,)] for y in (1, 2)])
