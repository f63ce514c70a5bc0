# __debug__ is a constant that follows the optimisation level.
if __debug__:
    mode = "debug"
else:
    mode = "release"
print(mode in ("debug", "release"), __debug__ or not __debug__, __debug__ is (mode == "debug"))


def f(x):
    if not __debug__:
        return "known"
    assert x, "checked only in debug"
    return "known"


print(f(1), "__debug__" in globals())
if __debug__ and mode == "release" or not __debug__ and mode == "debug":
    print("impossible")
