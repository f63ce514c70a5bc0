# A class that names object as its base takes any arguments: it finds the __init__ of object.
class Plain:
    pass


class Named(object):
    pass


class Below(Named):
    pass


class Second(Plain, object):
    pass


def attempt(make):
    try:
        print(type(make()))
    except TypeError as e:
        print(e)


for made in (Plain, Named, Below, Second, object):
    attempt(lambda: made())
    attempt(lambda: made(1))
    attempt(lambda: made(1, 2))
    attempt(lambda: made(x=1))
