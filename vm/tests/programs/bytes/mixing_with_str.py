# The methods of bytes refuse str, while + and in read its UTF-8 bytes.
for f in (
    lambda: b"a" + "b", lambda: "a" + b"b", lambda: b"a".find("a"), lambda: b",".join(["a"]),
    lambda: b"a".split("a"), lambda: b"a".replace("a", "b"), lambda: "a" in b"a",
):
    try:
        print(f())
    except TypeError:
        print("TypeError")
