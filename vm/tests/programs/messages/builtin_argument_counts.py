# The messages of calls with wrong arguments to builtin functions and methods.
for f in (
    lambda: len(), lambda: len(1, 2), lambda: isinstance(1), lambda: [].append(), lambda: [].append(1, 2),
    lambda: "a".split(1, 2, 3), lambda: {}.get(), lambda: int(1, 2, 3), lambda: chr(), lambda: len(x=1),
    lambda: sorted(), lambda: list(1, 2), lambda: getattr(1),
):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(e)
