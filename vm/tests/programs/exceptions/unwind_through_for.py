# Leaving nested for loops by return and raise, with iterators waiting on the stack.
def find(grid, want):
    for y, row in enumerate(grid):
        for x, v in enumerate(row):
            for k in range(v):
                try:
                    if k == want:
                        return (y, x, k)
                finally:
                    seen.append((y, x, k))
    return None


seen = []
print(find([[1, 2], [3, 4]], 2), seen)
seen = []
print(find([[1], [1]], 9), seen)


def crash():
    for a in (1, 2):
        for b in (0, 1):
            try:
                a // b
            except ZeroDivisionError:
                for c in "xy":
                    if c == "y":
                        raise ValueError((a, b, c))


try:
    crash()
except ValueError as e:
    print(e)
