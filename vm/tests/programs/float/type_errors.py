# Operators that floats do not have raise TypeError.
x = 1.5
for f in (
    lambda: x & 1, lambda: x | 1, lambda: x << 1, lambda: ~x, lambda: x + "a", lambda: [1, 2][x], lambda: "ab" * x,
    lambda: range(x), lambda: x < "a", lambda: len(x),
):
    try:
        print(f())
    except TypeError:
        print("TypeError")
