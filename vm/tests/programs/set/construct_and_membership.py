# Set displays, set() from iterables, membership and removal of duplicates.
s = {3, 1, 2, 3, 1}
print(len(s), sorted(s), 2 in s, 5 in s, 5 not in s)
print(sorted(set("hello")), set(), len(set([])), sorted(set(range(3))), sorted({x * x for x in (-2, 2, 3)}), {7})
for bad in ([[1]], [{}], 5):
    try:
        set(bad)
    except TypeError:
        print("TypeError")
