# Conditions mixing and, or and not, as jumps rather than values.
def sort(a, b, c):
    if a and b or c:
        return 1
    elif not (a or b) and not c:
        return 2
    elif not a or not b:
        return 3
    return 4


for n in range(8):
    print(n, sort(n & 1, n & 2, n & 4))


def nested(a, b, c):
    if (a or b) and (b or c) and not (a and b and c):
        return "two or so"
    while not a and (b or not c):
        a = 1
        return "loop"
    assert not (a and not a) or b
    return "x" if not a and b or c else "y"


print([nested(n & 1, n & 2, n & 4) for n in range(8)])
