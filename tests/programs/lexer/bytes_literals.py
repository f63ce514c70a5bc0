# Bytes literals: plain, escaped, raw and joined.
print(b"abc", b'd"e', b"""f
g""")
print(b"\x00\xff\t\n\\", b"\0\12\377", b"\a\b\v\f\r")
print(b"\u0041 \U00000041 \d")
print(rb"\n", br'\x41', rb"""a\
b""")
print(b"one" b'two' rb"\3")
print(len(b""), b"" == bytes())
print(b"a\
b")
print(list(b"\x7f\x80"))
