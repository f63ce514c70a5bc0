# Generators that close over variables and are closed over.
def make(n):
    total = 0

    def gen(step=1):
        nonlocal total
        for i in range(0, n, step):
            total += i
            yield total

    return gen, lambda: total


gen, total = make(5)
print(list(gen()), total(), list(gen(2)), total())


def pipeline(data):
    def double():
        for x in data:
            yield x * 2

    def keep(source, limit):
        for x in source:
            if x < limit:
                yield x
    return keep(double(), 6)


print(list(pipeline(range(5))), list(x + 1 for x in pipeline([1])))
