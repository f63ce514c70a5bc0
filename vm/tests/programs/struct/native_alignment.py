# Native order aligns each field and pads with zeros.
import struct

b = struct.pack("BI", 1, 2)
print(len(b), b, struct.unpack("BI", b))
b = struct.pack("BhB", 1, -2, 3)
print(len(b), b, struct.unpack("BhB", b))
b = struct.pack("!HI", 1, 2)
print(b)
