# Functions return None, single values, tuples, and through nested control flow.
def none():
    1 + 1


def pair():
    return 1, 2


def search(grid, v):
    for y, row in enumerate(grid):
        for x, cell in enumerate(row):
            if cell == v:
                return x, y
    return None


print(none(), pair(), search([[1, 2], [3, 4]], 3), search([], 0))


def nested():
    for _ in range(3):
        while True:
            try:
                return "from inside"
            finally:
                pass


print(nested())
