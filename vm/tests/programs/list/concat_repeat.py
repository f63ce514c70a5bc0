# + makes a new list, += changes in place, and * repeats references.
a = [1]
b = a
b += [2]
print(a, b is a)
b = b + [3]
print(a, b, b is a)
print([0] * 3, 2 * ["x", "y"], [1] * 0, [1] * -1)
rows = [[]] * 2
rows[0].append("shared")
print(rows)
a *= 2
print(a)
for f in (lambda: [1] + (2,), lambda: [1] + None, lambda: [1] * 1.5, lambda: [1] - [1]):
    try:
        print(f())
    except TypeError:
        print("TypeError")
