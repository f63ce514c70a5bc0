# Generator functions and the protocol of iteration.
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
    return "finished"


g = count(3)
print(next(g), next(g), list(g), list(g))
print(list(count(4)), sum(count(5)), [x for x in count(2)], tuple(count(0)))
for x in count(2):
    print(x)
a, b, c = count(3)
print(a, b, c, max(*count(5)), type(g) is type(count(1)))
g = count(0)
try:
    next(g)
except StopIteration as e:
    print(e.value)
