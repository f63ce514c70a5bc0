# The messages of operators on types that lack them.
class K:
    pass


for f in (
    lambda: 1 + "a", lambda: "a" + 1, lambda: [] + (), lambda: {} - {}, lambda: None * 2, lambda: 1 < "a",
    lambda: [] < 1, lambda: K() + 1, lambda: 1 - K(), lambda: -"a", lambda: ~1.5, lambda: +None, lambda: 1.5 & 2,
    lambda: K() < K(), lambda: "a" % 1, lambda: 2 @ 3, lambda: "a" * "b", lambda: [1] ** 2, lambda: {1} | [1],
):
    try:
        print(f())
    except TypeError as e:
        print(e)
