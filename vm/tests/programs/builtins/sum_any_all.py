# sum with a start value, any and all with short circuit.
print(sum([]), sum([1, 2]), sum((1, 2), 10), sum([0.5, 1]), sum([[1], [2]], []), sum(range(5)), sum([2**62, 2**62]))


def noisy(values):
    for v in values:
        print(v, end=" ")
        yield v


print(any(noisy([0, 0, 5, 7])), all(noisy([1, 2, 0, 3])), any([]), all([]), any(noisy([0, ""])), all(noisy([1])))
for f in (lambda: sum(["a"]), lambda: sum(5), lambda: any(5)):
    try:
        f()
    except TypeError:
        print("TypeError")
