# The value of return rides on StopIteration.
def g(v):
    yield 1
    return v


for v in (5, None, "text", (1, 2)):
    a = g(v)
    next(a)
    try:
        next(a)
    except StopIteration as e:
        print(e.value, e.args)
    try:
        next(a)
    except StopIteration as e:
        print(e.value)
