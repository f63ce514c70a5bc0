# yield from passes on values, sends, and the return value.
def inner():
    x = yield "a"
    print("inner got", x)
    y = yield "b"
    print("inner got", y)
    return "inner result"


def outer():
    r = yield from inner()
    print("outer has", r)
    z = yield "c"
    print("outer got", z)


o = outer()
print(next(o), o.send(1), o.send(2), next(o, "end"))
