# An iterator of a class may end with a value: only `yield from` and `next` see it.
class N:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise StopIteration(self.n)
        return self.n
def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e), e)
t(lambda: set().isdisjoint(N(2)))
t(lambda: list(enumerate(N(2))))
t(lambda: list(zip(N(2), N(3))))
t(lambda: list(zip(N(3), N(2))))
t(lambda: list(map(lambda a, b: (a, b), N(3), N(2))))
t(lambda: list(filter(None, N(3))))
t(lambda: next(enumerate(N(0))))
t(lambda: next(enumerate(N(0)), 7))
t(lambda: next(zip(N(0))))
t(lambda: next(map(abs, N(0)), 7))
t(lambda: next(map(abs, N(0))))
t(lambda: next(filter(None, N(0))))
t(lambda: next(N(0)))
t(lambda: next(iter(N(0)), 3))
t(lambda: dict([N(2)]))
t(lambda: dict([N(1)]))
t(lambda: dict([N(3)]))
t(lambda: {}.update([N(2), N(0)]))
t(lambda: next(iter(map(abs, N(0)))))
def g():
    r = yield from map(abs, N(1))
    print(r)
def h():
    r = yield from zip(N(1))
    print(r)
def i():
    r = yield from N(1)
    print(r)
    r = yield from enumerate(N(1))
    print(r)
t(lambda: list(g()))
t(lambda: list(h()))
t(lambda: list(i()))
t(lambda: [x for x in map(abs, N(2))])
t(lambda: sum(zip(N(0))))


# The exception that tells the end of what another iterator goes through is not the one that comes out.
import io
import sys


def frames(f):
    try:
        f()
    except StopIteration as e:
        out = io.StringIO()
        sys.print_exception(e, out)
        print(out.getvalue().count('  File "'), e.value)


frames(lambda: next(N(0)))
frames(lambda: next(enumerate(N(0))))
frames(lambda: next(zip(N(0))))
frames(lambda: next(zip(N(2), N(0))))
frames(lambda: next(map(abs, N(0))))
frames(lambda: next(filter(None, N(0))))


class Asked(int):
    def __getattr__(self, name):
        print("asked for", name)
        raise NameError(name)


t(lambda: iter(Asked(1)))
t(lambda: list(Asked(1)))
