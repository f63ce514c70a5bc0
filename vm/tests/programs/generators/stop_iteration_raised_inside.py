# StopIteration raised in a generator body becomes RuntimeError or ends it quietly.
def g():
    yield 1
    raise StopIteration("explicit")


try:
    print(list(g()))
except RuntimeError:
    print("RuntimeError")


def h():
    yield next(iter([]))


try:
    print(list(h()))
except RuntimeError:
    print("RuntimeError")
