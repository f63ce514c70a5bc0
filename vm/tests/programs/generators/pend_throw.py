# pend_throw makes the next resumption raise.
def g():
    while True:
        try:
            yield "ok"
        except KeyError:
            yield "KeyError arrived"


a = g()
next(a)
a.pend_throw(KeyError())
print(next(a))
print(next(a))
