# Sending and throwing through yield from into a plain iterator.
def g():
    yield from [1, 2, 3]


a = g()
print(next(a))
try:
    a.throw(ValueError("v"))
except ValueError:
    print("ValueError")
print(next(a, "finished"))
a = g()
next(a)
try:
    print(a.send(5))
except AttributeError:
    print("AttributeError")
for bad in (5, None):

    def h():
        yield from bad

    try:
        next(h())
    except TypeError:
        print("TypeError")
