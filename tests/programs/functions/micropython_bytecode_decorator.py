# The decorator that asks for bytecode leaves the function as it is.
import micropython


@micropython.bytecode
def f(x):
    return x + 1


def log(g):
    return lambda *a: ("logged", g(*a))


@log
@micropython.bytecode
def g(x):
    return [y * 2 for y in x]


class C:
    @micropython.bytecode
    def m(self, a=1):
        return lambda: a


@micropython.bytecode
class D:
    x = 5


print(f(1), g((1, 2)), C().m()(), D.x)
