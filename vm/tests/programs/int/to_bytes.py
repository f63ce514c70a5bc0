# to_bytes lays an int out in either byte order and pads with zeros.
print((258).to_bytes(2, "big"), (258).to_bytes(2, "little"))
print((1).to_bytes(4, "big"), (0).to_bytes(3, "little"), (0).to_bytes(0, "big"))
print((2**64 + 1).to_bytes(9, "big"), (2**64 + 1).to_bytes(12, "little"))
print((255).to_bytes(1, "big"), (65535).to_bytes(2, "little"))
