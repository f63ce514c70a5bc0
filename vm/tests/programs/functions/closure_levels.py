# Variables shared across three levels of nested functions.
def outer():
    a = "a"

    def middle():
        b = a + "b"

        def inner():
            nonlocal a, b
            b += "!"
            a = a.upper()
            return a + b

        r = inner()
        return r, a, b

    return middle(), a


print(outer())


def params(x, *args, **kw):
    def inner():
        return x, args, sorted(kw)

    x += 1
    return inner


print(params(1, 2, 3, k=4)())
