# A memoryview reads and writes through to its buffer without copying.
buf = bytearray(b"abcdef")
m = memoryview(buf)
part = m[2:5]
part[0] = 67
m[5] = 70
print(buf, len(m), len(part), part[0], bytes(part), list(m[:2]))
part[:] = b"xyz"
print(buf)
buf[1] = 66
print(m[1], bytes(m))
