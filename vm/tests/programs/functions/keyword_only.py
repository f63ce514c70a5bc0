# Parameters after * must be given by name, with or without defaults.
def f(a, *, b, c=3):
    return (a, b, c)


def g(*args, sep="-", end):
    return sep.join(args) + end


print(f(1, b=2), f(1, c=0, b=9), f(a=1, b=1), g("x", "y", end="!"), g(end="?", sep=""))
for call in (lambda: f(1), lambda: f(1, 2), lambda: f(b=1), lambda: g("x")):
    try:
        call()
    except TypeError:
        print("TypeError")
