# StopIteration carries a value.
e = StopIteration(5)
print(e.value, e.args, StopIteration().value, StopIteration(1, 2).value, StopIteration(None).value)


def g():
    return "result"
    yield


try:
    next(g())
except StopIteration as e:
    print(e.value, e.args)
