# Decorators: plain, called, dotted, stacked.
def twice(f):
    return lambda *args: f(f(*args))


def add(n, *, then=0):
    def decorate(f):
        return lambda *args: f(*args) + n + then
    return decorate


class Tools:
    class Deep:
        @staticmethod
        def negate(f):
            return lambda *args: -f(*args)
        add = staticmethod(add)


@twice
def inc(x):
    return x + 1


@add(10)
@twice
@add(n=100, then=1000)
def mixed(x): return x


@Tools.Deep.negate
@Tools.Deep.add(5,)
def dotted(x):
    return x


@twice

def after_blank_line(x):
    return x * 2


print(inc(1), mixed(1), dotted(1), after_blank_line(3))
