# throw accepts a class or an instance, also before the start; a finished generator just stops.
def g():
    try:
        yield 1
    except ValueError as e:
        print("args", e.args)
        yield "caught"


a = g()
next(a)
print(a.throw(ValueError))
a = g()
next(a)
print(a.throw(ValueError, ValueError("x")))
a = g()
try:
    a.throw(ValueError("unstarted"))
except ValueError as e:
    print("out", e)
print(next(a, "dead"))
try:
    a.throw(KeyError("ended"))
except StopIteration as e:
    print("StopIteration", e.value)
