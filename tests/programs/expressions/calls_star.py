# Starred and double starred arguments in function and method calls.
def show(*args, **kwargs):
    return args, sorted(kwargs.items())


class Box:
    def show(self, *args, **kwargs):
        return args, sorted(kwargs.items())


one, two, opts = (1, 2), [3], {"k": 4}
b = Box()
for f in show, b.show:
    print(f(*one), f(*one, *two), f(0, *one, 9, *two, 8))
    print(f(**opts), f(**opts, **{"m": 5}), f(z=1, **opts), f(**opts, z=2))
    print(f(*one, **opts), f(0, *two, a=1, **opts, b=2))
print(b.show(*one), b.show(0, *one, *two, x=1, **opts))
print(show(*range(3), *"ab", *{}), show(*[], **{}))
print(show(*(i * i for i in range(3))), "{}-{}".format(*one))
