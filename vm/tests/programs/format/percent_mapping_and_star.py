# % with a dict of names, and widths taken from the arguments.
print("%(a)s-%(b)03d" % {"a": "x", "b": 7})
print("%*d|%-*d|%.*f" % (6, 42, 6, 42, 2, 3.14159))
print("%(k)s %(k)r" % {"k": "v"})
