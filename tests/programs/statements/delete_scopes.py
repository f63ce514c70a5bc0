# del of locals, globals, closed over names and names of a class.
spare = 1


def local(a):
    b = a
    del a, b
    try:
        return b
    except NameError:
        return "no local"


def from_global():
    global spare
    del spare


def cell():
    held = 5

    def get():
        return held

    def drop():
        nonlocal held
        del held
    before = get()
    drop()
    try:
        return before, get()
    except NameError:
        return before, "no cell"


class Tidy:
    for i in range(3):
        pass
    kept = i
    del i


from_global()
print(local(1), "spare" in globals(), cell(), Tidy.kept, hasattr(Tidy, "i"))
