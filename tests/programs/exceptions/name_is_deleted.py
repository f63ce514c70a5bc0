# The name bound by except is unbound when the handler ends.
e = "before"
try:
    raise ValueError
except ValueError as e:
    print(type(e).__name__)
print("e" in globals())


def local():
    e = 1
    try:
        raise KeyError
    except KeyError as e:
        e = 5
    try:
        return e
    except NameError:
        return "unbound"


def cell():
    def get(): return err
    try:
        raise KeyError("k")
    except KeyError as err:
        seen = get().args
    try:
        return get()
    except NameError:
        return seen


class Body:
    try:
        raise KeyError
    except KeyError as oops:
        kept = type(oops).__name__


def global_name():
    global g
    try:
        raise KeyError
    except KeyError as g:
        pass
    return "g" in globals()


print(local(), cell(), Body.kept, hasattr(Body, "oops"), global_name())
