# A view on bytes can be read but not written.
m = memoryview(b"const")
print(m[0], m[-1], bytes(m[1:3]), m == b"const", len(m))
try:
    m[0] = 1
except TypeError:
    print("TypeError")
