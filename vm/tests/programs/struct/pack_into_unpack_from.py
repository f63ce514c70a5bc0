# Packing into and unpacking from a place in a buffer.
import struct

buf = bytearray(10)
struct.pack_into("<H", buf, 2, 0x1234)
struct.pack_into(">I", buf, 5, 0xAABBCCDD)
print(buf, struct.unpack_from("<H", buf, 2), struct.unpack_from(">I", buf, 5), struct.unpack_from("<B", buf))
struct.pack_into("<B", buf, -1, 7)
print(buf, struct.unpack_from("<B", buf, -1))
for f in (
    lambda: struct.pack_into("<I", buf, 8, 1), lambda: struct.unpack_from("<Q", buf, 5),
    lambda: struct.pack_into("<B", b"ro", 0, 1), lambda: struct.unpack_from("<B", buf, -11),
):
    try:
        f()
        print("ok")
    except Exception as e:
        print(type(e).__name__)
