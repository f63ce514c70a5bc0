# yield from over lists, text, ranges, dicts and custom iterators.
class It:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration("custom result")
        return "it%d" % self.n


def g():
    a = yield from [1, 2]
    b = yield from "xy"
    c = yield from range(2)
    d = yield from {"k": 0}
    e = yield from It()
    f = yield from ()
    yield (a, b, c, d, e, f)


print(list(g()))
