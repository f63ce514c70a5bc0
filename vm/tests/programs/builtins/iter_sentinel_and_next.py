# iter over a sequence, next with a default, and the lack of a sentinel form.
it = iter([1, 2])
print(next(it), next(it), next(it, "done"), next(it, None))
try:
    next(it)
except StopIteration:
    print("StopIteration")
print(iter(it) is it)
try:
    iter(lambda: 1, 1)
except TypeError:
    print("TypeError")
for bad in (5, None, len):
    try:
        iter(bad)
    except TypeError:
        print("TypeError")
try:
    next([1])
except TypeError:
    print("TypeError")
