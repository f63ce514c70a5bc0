# yield inside calls, displays, conditions and assignments.
def g():
    l = [(yield 1), (yield 2)]
    print(l, (yield 3) + (yield 4))
    if (yield 5):
        x = yield 6
        x += yield
        yield x


a = g()
next(a)
for v in ("a", "b", 10, 20, True, 7):
    print("->", a.send(v))
print(a.send(8))
