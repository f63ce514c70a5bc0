# Strings longer than the length at which the parser stops interning.
short = "0123456789"
medium = "this string is longer than ten"
long = "a much longer string, well beyond any limit at which a string is interned by default: 0123456789"
print(short, medium)
print(long)
print(len("""
A triple quoted text of several lines,
which is a constant object like any other,
and is not a docstring because it is used.
"""))
print(len("x" * 300), {"a key with a long name": 1}["a key with a long name"])
print(b"bytes are always objects, however short" == b"bytes are always objects, however " b"short")
