# bytes() from lengths, iterables, other buffers and text.
print(
    bytes(), bytes(3), bytes([65, 66]), bytes((0, 255)), bytes(range(3)), bytes(bytearray(b"xy")), bytes(b"same"),
    bytes("é", "utf-8"),
)
print(bytes(i * 2 for i in range(4)), bytes(memoryview(b"mv")))
for a in (("text",), (-1,), (None,), ([256],), (["a"],), (1.5,), ([-1],)):
    try:
        print(a, bytes(*a))
    except Exception as e:
        print(a, type(e).__name__)
