# Wrong counts, wrong types, short buffers and bad codes.
import struct


def kind(f, *a):
    try:
        return f(*a)
    except Exception as e:
        return type(e).__name__


print(
    kind(struct.pack, "<H"), kind(struct.pack, "<H", 1, 2), kind(struct.pack, "<H", "x"),
    kind(struct.pack, "<H", None), kind(struct.pack, "<f", "x"),
)
print(kind(struct.unpack, "<I", b"abc"), kind(struct.unpack, "<H", b"abc"), kind(struct.unpack, "<H", "ab"))
print(kind(struct.pack, "<z", 1), kind(struct.calcsize, "y"), kind(struct.calcsize, 5), kind(struct.pack, "<s", 5))
