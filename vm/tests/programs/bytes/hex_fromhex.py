# hex() and fromhex() are inverse, with separators and spaces.
print(b"\x00\xab\xff".hex(), b"".hex(), b"\x01\x02\x03".hex(":"))
print(
    bytes.fromhex("00abFF"), bytes.fromhex("01 02 03"), bytes.fromhex(""), bytearray.fromhex("0a0b"),
    memoryview(b"\x10").hex(),
)
for bad in ("0", "zz", "1 2", "0a 0"):
    try:
        print(bytes.fromhex(bad))
    except ValueError:
        print("ValueError", bad)
