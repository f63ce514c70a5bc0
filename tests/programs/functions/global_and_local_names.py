# How a name is found: local, closed over, global, builtin.
x = "global"


def reads(): return x


def assigns():
    x = "local"
    return x


def shadows():
    x = "outer"

    def inner(): return x

    def inner_global():
        global x
        return x

    def inner_local(x="parameter"): return x
    return inner(), inner_global(), inner_local()


def unbound():
    try:
        return y
        y = 1
    except NameError:
        return "unbound"


print(reads(), assigns(), shadows(), unbound(), len("abc"))
