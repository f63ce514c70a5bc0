# Products that just fit and just do not fit a machine word are exact.
pairs = (
    (2**31, 2**31), (2**31 - 1, 2**31 + 1), (3037000499, 3037000499), (3037000500, 3037000500), (-(2**31), 2**31),
    (-(2**31), 2**32),
)
for a, b in pairs:
    print(a, b, a * b, (a * b) // b == a)
print((2**62 - 1) * -1, -(2**62) * -1, -(2**62) * 1)
