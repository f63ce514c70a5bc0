# map with one and several iterables, filter with a function and with None.
print(
    list(map(lambda x: x * 2, [1, 2])), list(map(max, [1, 5], [3, 2])), list(map(str, [])),
    list(map(lambda *a: a, "ab", "cde")),
)
print(list(filter(lambda x: x > 1, [0, 1, 2, 3])), list(filter(None, [0, "", "a", [], [0]])))
m = map(int, ["1", "x", "3"])
print(next(m))
try:
    next(m)
except ValueError:
    print("ValueError")
print(next(m), next(m, "end"))
