# Declarations that come after a name's use in another scope.
def f():
    x = 1

    def g():
        return x

    def h():
        nonlocal x
        del x
    return g, h


class C:
    nonlocal_name = 1

    def m(self):
        global nonlocal_name
        nonlocal_name = 2


def k():
    global a, a
    a = 1


global b
b = 1
global b
