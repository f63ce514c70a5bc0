# A default value is made once, when the function is defined.
def collect(x, into=[]):
    into.append(x)
    return into


print(collect(1), collect(2), collect(3, []), collect(4))


def tick():
    print("default evaluated")
    return 5


def f(a=tick()):
    return a


print(f(), f(1), f())
