# index with bounds, and count.
l = ["a", "b", "a", "c", "a"]
print(
    l.index("a"), l.index("a", 1), l.index("a", 3), l.index("a", -2), l.count("a"), l.count("z"),
    [1, True, 1.0].count(1),
)
for args in (("z",), ("b", 2), ("c", 0, 3)):
    try:
        print(l.index(*args))
    except ValueError:
        print("ValueError", args)
