# A generator suspended inside with exits it when closed, finished or thrown into.
class M:
    def __enter__(self):
        print("enter")

    def __exit__(self, t, v, tb):
        print("exit", t)


def g():
    with M():
        yield 1
        yield 2


print(list(g()))
h = g()
next(h)
h.close()
h = g()
next(h)
try:
    h.throw(ValueError)
except ValueError:
    print("ValueError")
