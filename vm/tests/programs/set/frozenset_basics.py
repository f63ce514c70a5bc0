# A frozenset can be a key and member, and cannot change.
f = frozenset([1, 2, 2])
print(len(f), 1 in f, f == {1, 2}, {1, 2} == f, frozenset(), frozenset("a"), {f: "key"}[frozenset([2, 1])], f in {f})
print(sorted(f | {3}), type(f | {3}) is frozenset, type({3} | f) is set, sorted(f.union([5])), f.issubset([1, 2, 3]))
for name in ("add", "remove", "discard", "pop", "clear", "update"):
    print(name, hasattr(f, name))
