# list() from every kind of iterable.
print(
    list(), list("ab"), list((1, 2)), list({"k": 0}), list(range(3)), list(b"\x01\x02"), list(i for i in "xy"),
    list(map(str, [1, 2])), list(zip("a", "b")),
)
for bad in (5, None, 1.5):
    try:
        list(bad)
    except TypeError:
        print("TypeError")
