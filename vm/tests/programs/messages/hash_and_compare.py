# The messages for unhashable keys and unordered values.
for f in (
    lambda: {[]: 1}, lambda: {{}}, lambda: hash(set()), lambda: hash(bytearray()), lambda: {([],): 1},
    lambda: sorted([1, "a"]), lambda: min(None, 1), lambda: max([]), lambda: min(()), lambda: sorted([1j, 2j]),
    lambda: sum(["a"]),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
