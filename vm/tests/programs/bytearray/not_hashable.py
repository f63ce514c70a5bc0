# A mutable bytearray cannot be hashed or ordered against text.
b = bytearray(b"ab")
for f in (lambda: hash(b), lambda: {b: 1}, lambda: {b}):
    try:
        f()
        print("hashed")
    except TypeError:
        print("TypeError")
print(b < bytearray(b"b"), b > b"aa", b == "ab")
