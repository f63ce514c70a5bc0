# BytesIO: the same in bytes, with readinto and gaps filled by zeros.
import io

b = io.BytesIO(b"0123456789")
print(b.read(3), b.tell(), b.seek(-2, 2), b.read(), b.seek(4), b.seek(1, 1), b.read(1))
buf = bytearray(4)
b.seek(7)
print(b.readinto(buf), buf, b.readinto(buf), b.read(1))
b.seek(0)
b.write(b"AB")
print(b.getvalue())
c = io.BytesIO()
c.seek(3)
c.write(b"x")
print(c.getvalue(), c.write(bytearray(b"yz")), c.getvalue())
