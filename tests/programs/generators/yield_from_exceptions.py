# Exceptions thrown through yield from.
def inner():
    while True:
        try:
            yield "inner"
        except ValueError:
            print("inner caught")
        finally:
            print("inner finally")


def outer():
    try:
        yield from inner()
    except KeyError as e:
        print("outer caught", e)
        yield "after"
    finally:
        print("outer finally")


g = outer()
print(next(g))
print(g.throw(ValueError))
print(g.throw(KeyError("k")))
print(list(g))
g = outer()
next(g)
g.close()
print("closed")
