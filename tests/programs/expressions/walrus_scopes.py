# An assignment expression in a comprehension binds in the scope around it.
print(any((found := n) > 2 for n in (1, 2, 3, 4)), found)


def local():
    total = 0
    sums = [total := total + n for n in range(5)]
    return sums, total


def declared_global():
    global count
    [count := n for n in range(3)]


def outer():
    seen = None

    def inner():
        nonlocal seen
        return {(seen := n): n for n in (7, 8)}
    return inner(), seen


print(local())
declared_global()
print(count)
print(outer())
