# Augmented assignment of globals, locals and closed over names.
total = 1


def bump(by):
    global total
    total += by
    by *= 2
    return by


def counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count
    return step


class Level:
    depth = 1
    depth += 1


print(bump(4), total)
step = counter()
print(step(), step(5), step())
print(Level.depth)
