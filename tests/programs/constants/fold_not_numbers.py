# Operators on constants that are not real numbers wait for run time.
print("a" + "b", "ab" * 2, b"a" + b"b", (1,) + (2,), "a" "b" * 2)
print(1j + 1, 2j * 2j, -1j, (-8) ** (1 / 3))
print(True + 1, -True, ~False, True | 2, None is None)
print(1 < 2, 1 == 1.0, 2 in (1, 2), 1 is 1)
x = 1
print(1 + 2 + x, x + 1 + 2, x * 2 * 3, 2 * 3 * x, -x + -1, 2 ** 3 ** x)
