# A class that is its own iterator and context manager.
class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self

    def __next__(self):
        if not self.n:
            raise StopIteration
        self.n -= 1
        return self.n

    def __enter__(self):
        self.n += 1
        return self

    def __exit__(self, kind, value, trace):
        self.n = 0
        return kind is not None and issubclass(kind, ValueError)


with Countdown(2) as c:
    print(list(c))
with Countdown(3) as c:
    for x in c:
        print(x)
        if x == 1:
            raise ValueError
print(c.n, [x + y for x, y in zip(Countdown(2), Countdown(3))])
