# Leaving a handler by break, continue and return restores the outer state.
def f():
    for i in range(3):
        try:
            raise ValueError(i)
        except ValueError as e:
            if e.args[0] == 0:
                continue
            break
    try:
        raise
    except RuntimeError:
        return "nothing active", i


print(f())


def g():
    try:
        raise KeyError
    except KeyError:
        return "returned"


print(g())
