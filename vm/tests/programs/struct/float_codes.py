# Float and double codes.
import struct

for fmt in ("<f", ">f", "<d", ">d", "<e", ">e"):
    for v in (0.0, 1.0, -2.5, 0.25, 1024.0):
        b = struct.pack(fmt, v)
        print(fmt, v, b, struct.unpack(fmt, b)[0])
print(
    struct.unpack("<f", struct.pack("<f", float("inf"))), struct.unpack("<d", struct.pack("<d", -0.0)),
    struct.unpack("<f", struct.pack("<f", 3)),
)
