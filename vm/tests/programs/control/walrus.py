# The walrus assigns inside conditions, comprehensions, calls and loops.
if (n := len("abcd")) > 3:
    print("long", n)
data = iter([3, 1, 0, 7])
while (x := next(data)):
    print(x)
print([y := 1, y + 1], (lambda: (z := 5) + z)())
print([last := i * 2 for i in range(3)], last)


def f():
    if any((hit := v) > 2 for v in (1, 3, 5)):
        return hit
    return None


print(f(), max((m := 4), 2), m)
