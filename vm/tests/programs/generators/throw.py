# throw raises at the yield, where the generator may handle it.
def g():
    while True:
        try:
            yield "waiting"
        except ValueError as e:
            yield "handled " + str(e)


a = g()
print(next(a), a.throw(ValueError("v")), next(a), a.throw(ValueError("w")))
next(a)
try:
    a.throw(KeyError("k"))
except KeyError as e:
    print("KeyError", e)
print(next(a, "finished"))
