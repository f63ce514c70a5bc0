# Escapes that name lone surrogates and the ends of the range.
a = "\ud800"
b = "\udfff x"
c = "\U0010ffff\u0000"
d = "\x00middle\x00"
e = b"\x00\xff"
