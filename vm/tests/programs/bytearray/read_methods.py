# bytearray answers the reading methods of bytes.
b = bytearray(b"one two two")
print(
    b.find(b"two"), b.rfind(b"two"), b.count(b"two"), b.startswith(b"one"), b.split(), b.decode(), b.upper(),
    b"two" in b,
)
print(b[4:], type(b[4:]), list(b[:3]), b == b"one two two", b != bytearray(b"x"), b.hex())
print(bytearray(b"a") + b"b", type(bytearray(b"a") + b"b"))
try:
    print(b * 2)
except TypeError:
    print("TypeError")
