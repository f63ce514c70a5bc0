# Characters outside ASCII inside bytes literals stay as their bytes.
print(list(b"é"), list(rb"ß"))
print(b"é".decode())
print(b"\xc3\xa9" == b"é")
