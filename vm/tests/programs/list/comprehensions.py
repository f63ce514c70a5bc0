# List comprehensions with conditions, nesting, several loops and scope.
x = "outer"
print([x * x for x in range(5)], x)
print([(a, b) for a in range(3) for b in range(a)])
print([[i * j for j in range(3)] for i in range(3)])
print([c for w in ("ab", "cd") for c in w if c != "b"], [n if n % 2 else -n for n in range(6) if n > 1])
print([y for y in [] if 1 // 0])
