# yield from generators, iterables and nested delegates.
def inner(n):
    total = 0
    for i in range(n):
        got = yield i
        total += got or 0
    return total


def outer():
    a = yield from inner(2)
    b = yield from inner(1)
    return a, b, (yield from inner(0))


g = outer()
out = [next(g)]
try:
    while True:
        out.append(g.send(5))
except StopIteration as e:
    print(out, e.value)


def plain():
    yield from (10, 20)
    yield from "ab"
    yield from []
    yield from range(2)


def tree(t):
    if isinstance(t, list):
        for x in t:
            yield from tree(x)
    else:
        yield t


print(list(plain()))
print(list(tree([1, [2, [3, 4], []], 5])))
print(list((lambda: (yield from range(3)))()))
