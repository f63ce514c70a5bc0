# Keys of mixed types live side by side; unhashable ones are refused.
def fn():
    pass


keys = (1, "1", (1,), None, 2.5, True and "yes", fn, int, frozenset([1]), range)
d = {}
for n, k in enumerate(keys):
    d[k] = n
print([d[k] for k in keys], len(d))
for bad in ([], {}, set(), bytearray()):
    try:
        d[bad] = 1
        print("accepted")
    except TypeError:
        print("TypeError")
