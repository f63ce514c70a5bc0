# bytes compare lexicographically and equal bytes are one dict key.
print(b"a" < b"b", b"ab" < b"b", b"" < b"\0", b"\x7f" < b"\x80", b"abc" == b"abc", b"abc" != b"abd")
d = {b"k": 1}
d[bytes([107])] = 2
print(len(d), d[b"k"], b"ab" == bytearray(b"ab"), bytearray(b"ab") == b"ab")
print(sorted([b"b", b"a", b"ab"]))
