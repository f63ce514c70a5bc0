# throw and close go to the innermost generator first.
def inner():
    try:
        yield 1
    except ValueError:
        print("inner handles")
        yield "after throw"
    finally:
        print("inner finally")


def outer():
    try:
        yield from inner()
    finally:
        print("outer finally")


o = outer()
next(o)
print(o.throw(ValueError))
o.close()
o = outer()
next(o)
try:
    o.throw(KeyError("k"))
except KeyError:
    print("KeyError out")
