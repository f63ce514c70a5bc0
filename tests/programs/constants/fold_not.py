# not of a constant is folded.
print(not 0, not 1, not "", not "a", not None, not True, not False)
print(not (), not (0,), not 0.0, not 0.5, not b"", not b"x", not ...)
print(not not 5, not not 0, not -1, not 1 - 1, not 0j, not 1 << 70)
x = []
print(not x, not [x], not 0 == x)
