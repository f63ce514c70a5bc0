# count, index, ordering, and use as dict keys.
t = (1, 2, 1, 3)
print(t.count(1), t.index(3), t.index(1, 1), 2 in t, (1, 2) < (1, 3), (1,) < (1, 0), (1, 2) == [1, 2], () < (0,))
d = {(1, 2): "a", (): "empty", ((1,), "n"): "nested"}
print(d[(1, 2)], d[1, 2], d[()], d[(1,), "n"])
try:
    t.index(9)
except ValueError:
    print("ValueError")
try:
    {([],): 1}
except TypeError:
    print("TypeError")
