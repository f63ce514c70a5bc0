# Writing a slice needs the same length and item size.
buf = bytearray(6)
m = memoryview(buf)
m[0:3] = b"abc"
for bad in (b"ab", b"abcd", [1, 2, 3]):
    try:
        m[0:3] = bad
        print("ok", buf)
    except Exception as e:
        print(type(e).__name__)
print(buf)
try:
    m[::2]
except Exception as e:
    print(type(e).__name__)
