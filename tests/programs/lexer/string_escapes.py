# Every escape a string knows, and some it does not.
print("\\ \' \"")
print([ord(c) for c in "\a\b\t\n\v\f\r"])
print([ord(c) for c in "\0\1\12\101\377\08\1011"])
print([ord(c) for c in "\x00\x41\xfF"])
print("\u0041\u00e9\u20AC" == "A" + chr(233) + chr(0x20ac))
print("\U0001F40D" == chr(0x1f40d), len("\U0000004d"))
print(repr("\d \q \_ \8 \ "))
print("joined \
across lines")
print("""kept
but this \
is joined""")
