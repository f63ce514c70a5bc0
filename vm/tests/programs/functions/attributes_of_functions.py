# Functions have a name and refuse new attributes.
def f():
    "docstring"


print(f.__name__, (lambda: 0).__name__, callable(f), f == f, f is f)
try:
    f.x = 1
    print("set")
except AttributeError:
    print("AttributeError")


class C:
    def m(self):
        pass


print(C.m.__name__, C().m == C().m)
