# reverse works in place and returns nothing; reversed does not change.
for l in ([], [1], [1, 2], [1, 2, 3], list("abcde")):
    r = list(reversed(l))
    print(l.reverse(), l, l == r)
