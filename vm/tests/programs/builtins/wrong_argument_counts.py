# Wrong argument counts to builtin functions raise TypeError.
for f in (
    lambda: len(), lambda: len(1, 2), lambda: ord(), lambda: print(bad=1), lambda: sorted(), lambda: isinstance(),
    lambda: chr(1, 2), lambda: hash(), lambda: enumerate(), lambda: len(x=1), lambda: abs(-1, -2),
):
    try:
        f()
        print("accepted")
    except TypeError:
        print("TypeError")
