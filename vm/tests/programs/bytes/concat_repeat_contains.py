# Concatenation, repetition and the in operator with bytes and ints.
b = b"ab"
c = b
b += b"c"
print(b, c, b * 2, 2 * b, b * 0, b * -1, b + bytearray(b"d"), type(b + bytearray(b"d")))
print(b"bc" in b, 97 in b, b"" in b, b"x" not in b)
