# Repeat counts, the s code and padding bytes.
import struct

print(
    struct.pack("<3B", 1, 2, 3), struct.pack("<2h", 1, -1), struct.pack("<5s", b"ab"), struct.pack("<2s", b"abcd"),
    struct.pack("<0s", b""),
)
print(
    struct.pack("<BxB", 1, 2), struct.pack("<3xB", 9), struct.unpack("<BxB", b"\x01\x00\x02"),
    struct.unpack("<3s", b"xyz"), struct.unpack("<2B3sH", b"\x01\x02abc\x05\x00"),
)
print(struct.unpack("<s", b"q"), struct.pack("<s", b"q"), struct.unpack("<0B", b""))
