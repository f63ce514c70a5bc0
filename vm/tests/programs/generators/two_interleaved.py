# Two generators from one function keep separate state.
def count(name, n):
    while n:
        n -= 1
        yield name + str(n)


a, b = count("a", 3), count("b", 2)
print(next(a), next(b), next(a), next(b), next(a), next(b, "b over"), next(a, "a over"))


def merge(*its):
    its = list(its)
    while its:
        for it in its[:]:
            try:
                yield next(it)
            except StopIteration:
                its.remove(it)


print(" ".join(merge(count("x", 3), count("y", 1), count("z", 2))))
