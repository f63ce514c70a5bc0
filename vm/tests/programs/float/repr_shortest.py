# The text of a float is the shortest that reads back as the same value.
for x in (0.1, 0.2, 0.1 + 0.2, 1 / 3, 2 / 3, 1e16, 123456789.125, 1.7976931348623157e308, 2.5e-300):
    print(x, float(repr(x)) == x)
