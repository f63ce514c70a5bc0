# yield wherever an expression may be.
def f():
    yield
    yield 1
    yield 1, 2
    x = yield
    y = yield 3
    z = (yield 4), (yield 5)
    print(x, y, z, (yield 6))
    a = b = yield 7
    a += yield 8
    print(a, b, [(yield 9), (yield)], (yield 10) if (yield 11) else (yield 12))
    if (yield 13): print("if")
    (yield 14)
    return (yield 15)


g = f()
x = g.send(None)
n = 100
try:
    while True:
        print(x, end=" ")
        x = g.send(n)
        n += 1
except StopIteration as e:
    print("value", e.value)
