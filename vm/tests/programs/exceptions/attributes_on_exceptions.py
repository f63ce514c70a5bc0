# User exception instances take attributes; builtin ones do not.
class E(Exception):
    kind = "class attr"


e = E("a")
e.extra = [1]
print(e.extra, e.kind, e.args)
try:
    v = ValueError("a")
    v.extra = 1
    print("set")
except AttributeError:
    print("AttributeError")
