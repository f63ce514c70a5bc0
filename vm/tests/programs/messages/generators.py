# The messages of generators used wrongly.
def g():
    yield 1


def stubborn():
    while True:
        try:
            yield
        except GeneratorExit:
            pass


def again():
    next(me)
    yield


me = again()
s = stubborn()
next(s)
for f in (lambda: g().send(1), lambda: next(me), lambda: s.close(), lambda: g().throw(5), lambda: g(1)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)


def stops():
    raise StopIteration(4)
    yield


try:
    next(stops())
except RuntimeError as e:
    print("RuntimeError", e)
