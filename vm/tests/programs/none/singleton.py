# None has one identity, no attributes to set and an own type.
print(None, repr(None), str(None), type(None))
print(None is None, None == None, None == 0, None != False, not None)


def nothing():
    pass


def bare():
    return


print(nothing(), bare(), nothing() is None)
try:
    None.x = 1
except AttributeError:
    print("AttributeError")
