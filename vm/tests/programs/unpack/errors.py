# Too few values, too many values, and things that are not iterable.
def two(v):
    a, b = v
    return a, b


def starred(v):
    a, *b, c = v
    return a, b, c


for f in (two, starred):
    for v in ([], [1], [1, 2], [1, 2, 3], "ab", 5, None, {1: 2}, iter([1, 2])):
        try:
            print(f(v), end=" ")
        except (ValueError, TypeError) as e:
            print(type(e).__name__, end=" ")
    print()
