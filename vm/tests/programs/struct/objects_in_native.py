# A header and records round trip through one format.
import struct

HEADER = ">4sHHI"
records = [(1, -5, 2.5), (2, 300, -0.125)]
data = struct.pack(HEADER, b"CNST", 1, len(records), 0xDEADBEEF)
for r in records:
    data += struct.pack(">Bhd", *r)
magic, version, n, mark = struct.unpack_from(HEADER, data)
off = struct.calcsize(HEADER)
out = []
for _ in range(n):
    out.append(struct.unpack_from(">Bhd", data, off))
    off += struct.calcsize(">Bhd")
print(magic, version, n, hex(mark), out == records, off == len(data), len(data))
