# The two bools count as 0 and 1 in arithmetic, though bool does not derive from int here.
print(isinstance(True, int), issubclass(bool, int), type(True))
print(True + True, True * 5, -True, False - 1, True / 2, True << 4)
print(True == 1, False == 0, True is True, True == 2)
print([10, 20][True], "ab"[False], sum([True, False, True]))
