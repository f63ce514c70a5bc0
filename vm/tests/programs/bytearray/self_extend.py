# Extending and slicing a bytearray with itself.
b = bytearray(b"ab")
b.extend(b)
print(b)
b += b
print(b)
b[2:4] = b
print(b)
