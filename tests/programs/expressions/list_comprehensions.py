# List comprehensions: filtered, nested, with targets of several kinds.
print([x for x in range(3)], [x * x for x in range(5) if x % 2])
print([x + y for x in range(2) for y in (10, 20)])
print([(x, y) for x in range(3) if x for y in range(3) if y if x != y])
print([[y for y in range(x)] for x in range(4)])
print([a + b for a, b in [(1, 2), (3, 4)]], [b for a, *b in ["abc", "de"]])
print([x for x in [y for y in [1, 2]]], [x if x else -1 for x in (0, 1)])
print([f(2) for f in [lambda x: x, lambda x: -x]], [x for x in (1, 2) if not x == 1 or 0])
x = "outer"
print([x for x in "ab"], x)
print([(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1) if i + j + k == 2])
print([y for x in [[1], [2, 3]] for y in x], [x for (x) in (1,)], [x for [x, _] in [(1, 2)]])
print([i for i in range(10) if i > 2 if i < 5 if i != 3], [x for x in range(3) if (lambda v: v)(x)])
