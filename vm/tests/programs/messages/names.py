# The messages for names that are not bound.
def local():
    print(v)
    v = 1


def free():
    def inner():
        return w

    inner()
    w = 1


def deleted():
    x = 1
    del x
    x


for f in (local, free, deleted, lambda: undefined_global):
    try:
        f()
    except NameError as e:
        print(e)
