# enumerate with a start, and zip stopping at the shortest.
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate([], 1)), list(enumerate("x", start=-1)))
print(list(zip("abc", [1, 2])), list(zip("ab")), list(zip()), list(zip([1], [2], [3], (4, 5))))
e = enumerate("q")
print(next(e), next(e, "end"))
a, b = zip(*[(1, "x"), (2, "y")])
print(a, b, dict(zip("kl", (1, 2)))["l"])
