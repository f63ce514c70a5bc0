# Assigning to slices grows, shrinks and replaces.
b = bytearray(b"0123456789")
b[2:4] = b"ABCD"
print(b)
b[0:6] = b""
print(b)
b[:] = bytearray(b"new")
print(b)
b[1:1] = b"__"
print(b)
b[10:] = b"end"
print(b)
b[-3:] = memoryview(b"<view>")[1:3]
print(b)
try:
    b[0:1] = [1, 2]
except NotImplementedError:
    print("NotImplementedError")
