# Calls with keyword arguments, alone and after others.
def show(a, b=2, *rest, key=None, **others):
    return a, b, rest, key, sorted(others.items())


print(show(1), show(a=1), show(b=3, a=1), show(1, key=4))
print(show(1, 2, 3, 4, key=5, z=6, y=7))
print(show(1, key=(2 if show else 3), other=lambda x=1: x)[3])
print(show(1, key=[x for x in (1, 2)],))
print(dict(a=1), sorted(dict(b=2, c=3,).items()))
print("{a} {b}".format(a=1, b=2), "{} {k}".format(0, k=9))
