# bytearray() from lengths, iterables, text and other buffers makes a copy.
src = bytearray(b"xyz")
copy = bytearray(src)
copy[0] = 0
print(
    src, copy, bytearray(), bytearray(2), bytearray([1, 2]), bytearray("é", "utf-8"), bytearray(b"q"),
    bytearray(range(3)),
)
try:
    bytearray("text")
except TypeError:
    print("TypeError")
