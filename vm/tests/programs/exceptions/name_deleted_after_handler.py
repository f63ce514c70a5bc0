# The name bound by except as is gone after the handler.
def f():
    e = "before"
    try:
        raise ValueError
    except ValueError as e:
        pass
    return e


try:
    print(f())
except NameError:
    print("NameError")


def g():
    for _ in range(2):
        try:
            raise ValueError("x")
        except ValueError as e:
            r = e.args
            continue
    return r


print(g())
