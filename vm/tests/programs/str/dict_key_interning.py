# Strings made at run time find the same dict entries and attributes as literals.
d = {"alpha": 1, "long key with spaces " * 3: 2}
k = "al" + "pha"[0:3]
print(d[k], d["".join(["long key with", " spaces "]) * 3])


class C:
    attr = "found"


print(getattr(C, "at" + "tr"), hasattr(C, "".join(["a", "t", "t", "r"])))
print("a" * 5 == "aaaaa", hash("xyz") == hash("x" + "yz"))
