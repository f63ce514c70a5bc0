# Things that cannot be base classes.
for base in (5, None, len, bool, type(None), type(lambda: 0)):
    try:

        class C(base):
            pass

        print("made")
    except TypeError:
        print("TypeError")
