# Exceptions pass out of comprehensions, generator expressions and key functions.
def risky(x):
    if x == 2:
        raise ValueError(x)
    return x


for f in (
    lambda: [risky(x) for x in range(4)], lambda: {risky(x): 0 for x in range(4)},
    lambda: list(risky(x) for x in range(4)), lambda: sorted(range(4), key=risky),
    lambda: list(map(risky, range(4))), lambda: sum(risky(x) for x in range(2)),
):
    try:
        print(f())
    except ValueError as e:
        print("ValueError", e)
