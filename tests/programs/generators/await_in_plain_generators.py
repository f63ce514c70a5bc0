# await in a plain function makes it a generator.
def inner():
    got = yield "inner"
    return got


def f():
    x = await inner()
    return [x, (await inner())]


g = f()
print(next(g), g.send(1))
try:
    g.send(2)
except StopIteration as e:
    print(e.value)
h = lambda: (await inner())
print(list(h()))
