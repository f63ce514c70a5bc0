# from_bytes reads unsigned values from any bytes-like object in either order.
print(int.from_bytes(b"\x01\x02", "big"), int.from_bytes(b"\x01\x02", "little"))
print(int.from_bytes(b"", "big"), int.from_bytes(b"\xff", "big"))
print(int.from_bytes(b"\xff" * 8, "little"), int.from_bytes(b"\x80" + b"\0" * 8, "big"))
print(int.from_bytes(bytearray(b"\x10\x00"), "big"), int.from_bytes(memoryview(b"\x10\x00"), "little"))
n = 123456789012345678901234567890
print(int.from_bytes(n.to_bytes(13, "little"), "little") == n)
