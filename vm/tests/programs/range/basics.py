# range with one to three arguments, indexing, slicing and length.
print(
    list(range(4)), list(range(2, 5)), list(range(5, 0, -2)), list(range(0)), list(range(3, 1)),
    list(range(1, 3, -1)),
)
r = range(10, 40, 7)
print(r, len(r), r[0], r[-1], r[1:3], list(r[::-1]), list(r[::2]), 17 in r, 18 in r, range(3))
for bad in (5, -6, "a"):
    try:
        r[bad]
    except Exception as e:
        print(type(e).__name__)
