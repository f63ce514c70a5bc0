# Reading a local before it is set, or after del, raises NameError.
def early():
    print(v)
    v = 1


def deleted():
    v = 1
    del v
    return v


def maybe(flag):
    if flag:
        v = 1
    return v


def cell():
    def inner():
        return v

    r = None
    try:
        inner()
    except NameError:
        r = "NameError in inner"
    v = 2
    return r, inner()


for f in (early, deleted, lambda: maybe(False), lambda: maybe(True), cell):
    try:
        print(f())
    except NameError:
        print("NameError")
