# The messages of unpacking with too few or too many values.
def two(v):
    a, b = v


def star(v):
    a, *b, c = v


for f, v in (
    (two, [1]), (two, [1, 2, 3]), (two, 5), (two, iter([1])), (two, (i for i in range(5))), (star, [1]), (star, []),
    (star, None),
):
    try:
        f(v)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
