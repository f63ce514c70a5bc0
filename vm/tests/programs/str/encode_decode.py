# encode gives UTF-8 bytes and decode or str() turns them back.
for s in ("", "plain", "é", "€uro", "😀", "\0"):
    b = s.encode()
    print(b, len(b), b.decode() == s, str(b, "utf-8") == s, bytes(s, "utf8") == b)
print("abc".encode("utf-8"), b"abc".decode("utf-8"))
for bad in (b"\xff", b"\xc3", b"a\x80"):
    try:
        print(bad.decode())
    except UnicodeError:
        print("UnicodeError")
