# Yielding inside try, except and finally parts.
def g():
    try:
        yield "try"
        raise ValueError
    except ValueError:
        yield "except"
    else:
        yield "else"
    finally:
        yield "finally"
        print("end of finally")
    yield "after"


print(list(g()))


def h():
    for i in range(2):
        try:
            yield i
            continue
        finally:
            yield "f%d" % i


print(list(h()))
