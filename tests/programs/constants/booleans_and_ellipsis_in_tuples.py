# Tuples that are equal but not alike stay apart.
print((1, 2), (True, 2), (1.0, 2), (1, 2.0))
print((0,), (False,), (0.0,), (-0.0,), ("",), (b"",))
print((1, (1,)), (1, (True,)), ("1",), (b"1",))
print(1.0, 1, True, 0.0, -0.0, 1 == 1.0 == True)
