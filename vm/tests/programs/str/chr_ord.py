# chr and ord are inverse over the whole code space, with errors at its edges.
for n in (0, 9, 65, 127, 128, 255, 256, 0x20AC, 0xFFFF, 0x10000, 0x10FFFF):
    if ord(chr(n)) != n or len(chr(n)) != 1:
        print("wrong", n)
print(chr(97), ord("€"), ord(b"a"))
for f in (lambda: chr(0x110000), lambda: chr(-1), lambda: ord(""), lambda: ord("ab"), lambda: ord(5), lambda: chr("a")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__)
