# send, throw and close drive a generator from outside.
def echo():
    got = None
    while True:
        try:
            got = yield got
        except ValueError as e:
            got = "caught " + str(e)
        except GeneratorExit:
            print("closing")
            raise


g = echo()
print(next(g), g.send(1), g.send("two"))
print(g.throw(ValueError("v")), g.throw(ValueError), next(g))
g.close()
try:
    next(g)
except StopIteration:
    print("closed")
h = echo()
h.close()
k = echo()
next(k)
try:
    k.throw(KeyError("k"))
except KeyError as e:
    print("out", e)
