# Byte literals: escapes, raw form, concatenation, triple quotes.
print(b"\x41\101\n\0" b"more", rb"\x41", b"""two
lines""", b'\'"', len(b"\\"), br"\n" == b"\\n")
