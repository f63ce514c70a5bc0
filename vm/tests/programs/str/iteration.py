# Iterating a string gives one-character strings in order.
for c in "hi€":
    print(c, len(c))
it = iter("ab")
print(next(it), next(it), next(it, "end"))
print(list("abc"), tuple(""), sorted("hello"), [c * 2 for c in "xy"])
a, b, c = "xyz"
print(c, b, a)
