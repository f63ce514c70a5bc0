# An exception leaving a generator ends it.
def g():
    yield 1
    [][0]
    yield 2


a = g()
print(next(a))
try:
    next(a)
except IndexError:
    print("IndexError")
print(next(a, "ended"))
out = []
try:
    for x in g():
        out.append(x)
except IndexError:
    print(out)


def wrapping():
    try:
        yield from g()
    except IndexError:
        yield "recovered"


print(list(wrapping()))
