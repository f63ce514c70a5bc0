# A RingIO is a byte queue of fixed size.
import micropython

r = micropython.RingIO(5)
print(r.write(b"abc"), r.any(), r.read(2), r.write(b"defgh"), r.any(), r.read(), r.read(), r.any())
r.write(b"line\n")
print(r.readline())
