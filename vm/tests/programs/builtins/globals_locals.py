# globals() is the live module namespace.
g = globals()
g["made"] = "by globals"
print(made, g["g"] is g, "nothing" in g, g["__name__"])
x = 1


def change():
    globals()["x"] = 2
    return x


print(change(), x)
g.pop("x")
try:
    x
except NameError:
    print("NameError")
