# Calling a generator function runs nothing of its body.
def g(x):
    print("running", x)
    yield x


it = g("a")
print("made")
next(it)
try:
    g()
except TypeError:
    print("TypeError at the call")
