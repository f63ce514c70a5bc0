# global declarations, one or several names, in functions and classes.
a = 1
b = 2


def swap():
    global a, b
    a, b = b, a


def create():
    global made, also_made
    made = "made"

    def inner():
        global also_made
        also_made = made + " too"
    inner()


class Scope:
    global from_class
    from_class = "class"
    own = a


global at_top
at_top = 5
swap()
create()
print(a, b, made, also_made, from_class, Scope.own, hasattr(Scope, "from_class"), at_top)


def loop():
    global i
    for i in range(3):
        pass
    for i in "ab":
        pass
    with_def = i

    def nested():
        return i
    return nested() + with_def


print(loop(), i)
