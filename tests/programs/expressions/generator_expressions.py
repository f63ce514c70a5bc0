# Generator expressions, as sole argument and in parentheses.
print(sum(x for x in range(4)), list(x * 2 for x in range(3) if x))
g = (c.upper() for c in "abc")
print(next(g), list(g), list(g))
print(sum((x for x in (1, 2)), 10), max((x, -x) for x in (1, 2)))
print(list((x, y) for x in range(2) for y in range(x + 1)))
print(tuple(list(y for y in range(x)) for x in range(3)))
print(any(x > 1 for x in (1, 2)), "-".join(str(x) for x in (1, 2)))


def scale(n):
    return (n * x for x in range(3))


print(list(scale(3)), list(x for x in scale(2) if x))
