# A RingIO takes what there is room for, goes around its memory, and is a stream.
import micropython

r = micropython.RingIO(4)
for i in range(6):
    print(r.write(b"abc"), r.any(), r.read(2), r.any())
r.read()
buffer = bytearray(3)
print(r.readinto(buffer), r.write(bytearray(b"wxyz!")), r.readinto(buffer), buffer, r.readinto(buffer), buffer)
print("printed", file=r)
print(r.read(), r.close(), r.any())
shared = micropython.RingIO(bytearray(3))
print(shared.write(b"12345"), shared.read())
for bad in (0, -1, 70000, b"read only", None):
    try:
        micropython.RingIO(bad)
        print("made")
    except (ValueError, TypeError) as e:
        print(type(e))
