# Setting items, append, extend and augmented assignment change in place.
b = bytearray(b"abc")
alias = b
b[0] = 65
b[-1] = 0
b.append(255)
b.extend(b"xy")
b.extend([1, 2])
b += b"!"
print(b, alias is b, len(b))
for f in (lambda: b.append(256), lambda: b.append("a"), lambda: b.__setitem__ if False else b.extend("s")):
    try:
        f()
        print("ok", b)
    except Exception as e:
        print(type(e).__name__)
