# Only None can be sent to a generator that has not started.
def g():
    x = yield 1
    print("x is", x)
    yield 2


a = g()
try:
    a.send("early")
except TypeError:
    print("TypeError")
print(a.send(None), a.send("now"))
try:
    a.send("last")
except StopIteration:
    print("StopIteration")
try:
    a.send("after the end")
except StopIteration:
    print("StopIteration again")
