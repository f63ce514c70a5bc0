# How bytes print: printable ASCII as is, the rest escaped.
print(b"plain", b"it's", b'say "x"', b"\t\n\r\\", b"\x00\x7f\x80\xff", b"")
print(bytes(range(30, 40)), repr(b"a"), str(b"a"))
