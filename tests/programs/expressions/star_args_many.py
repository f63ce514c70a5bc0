# Starred arguments at positions that need large masks.
def count(*args, **kw):
    return len(args), sum(args), len(kw)


s = 1, 2
print(count(0, 1, 2, 3, 4, *s), count(*s, 3, *s), count(*s, *s, *s, *s, *s, *s, *s))
print(count(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, *s))
print(count(*s, 0, 0, 0, 0, 0, *s, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, *s, k=1, **{"m": 2}))
