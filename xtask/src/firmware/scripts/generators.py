# Generators in generators, closed and thrown into, and exceptions from everywhere.
import sys


def count(n):
    try:
        while True:
            got = yield n
            n = got if got is not None else n + 1
    except ValueError as error:
        yield "caught %s" % error
    finally:
        print("closed", n)


def chain(depth):
    if depth:
        return (yield from chain(depth - 1))
    yield 1
    return 2


numbers = count(1)
print(next(numbers), numbers.send(10), next(numbers), numbers.throw(ValueError("v")))
numbers.close()
print(list(chain(20)))
try:
    print(list(chain(500)))
except RuntimeError as error:
    print(error)


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        print(kind, value)
        return kind is KeyError

    def __getattr__(self, name):
        return lambda *args, **keywords: (name, args, keywords)

    def __lt__(self, other):
        raise TypeError("no order")

    def __del__(self):
        print("gone")


with Manager() as manager:
    print(manager.anything(1, b=2))
    raise KeyError("k")
try:
    sorted([Manager(), Manager(), 1])
except TypeError as error:
    sys.print_exception(error)
slots = dict((n, {n: [n] * 3}) for n in range(30))
print(sum(len(v[k]) for k, v in slots.items()), "%s %r %5.2f %x" % ("a", b"b", 1.5, 255), "{:>8}|{!r}".format("x", "y"))
print(bytes(range(10))[::-2], memoryview(bytearray(b"abcdef"))[1:4], 2**200 % 97, divmod(-7, 3), 10**30 // 7)
