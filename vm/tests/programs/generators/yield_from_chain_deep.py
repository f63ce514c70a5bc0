# A recursive generator delegates through many levels.
def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(4)))


def deep(n):
    if n == 0:
        got = yield "bottom"
        return got
    return (yield from deep(n - 1)) + 1


d = deep(20)
print(next(d))
try:
    d.send(100)
except StopIteration as e:
    print(e.value)
