# reversed over sequences and sorted over any iterable.
print(
    list(reversed([1, 2, 3])), list(reversed("abc")), list(reversed((1,))), list(reversed(range(4))),
    list(reversed(b"ab")),
)
print(
    sorted("cab"), sorted({3: 0, 1: 0}), sorted((2, 1), reverse=True), sorted(["b", "B"], key=str.lower)[0].lower(),
    sorted(x * x for x in (-3, 1, 2)), sorted([]),
)


class Seq:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        return "item%d" % i


print(list(reversed(Seq())))
for bad in (5, {1}):
    try:
        list(reversed(bad))
    except TypeError:
        print("TypeError")
