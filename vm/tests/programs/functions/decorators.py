# Decorators apply bottom up, can take arguments and replace the function.
def tag(name):
    print("make", name)

    def deco(f):
        print("apply", name)

        def wrapped(*a, **k):
            return "<%s>%s</%s>" % (name, f(*a, **k), name)

        return wrapped

    return deco


@tag("b")
@tag("i")
def text(s, end="."):
    return s + end


print(text("hi"), text("yo", end="!"))


def name_of(f):
    return f.__name__


@len
@str.upper
@name_of
def replaced():
    pass


print(replaced)
