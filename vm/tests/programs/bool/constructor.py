# bool() takes zero or one argument.
print(bool(), bool(0), bool("0"), bool([[]]))
for args in ((1, 2), (1, 2, 3)):
    try:
        bool(*args)
    except TypeError:
        print("TypeError")
print(repr(True), str(False), "%s" % True, "{}".format(False))
