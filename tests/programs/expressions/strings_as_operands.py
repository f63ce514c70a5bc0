# Operators on strings, bytes and sequences.
s = "ab"
print(s + "c", s * 3, 2 * s, s % () if s == "" else "%s!" % s)
print("%d-%s-%r" % (1, "x", "y"), "%%", "%5.2f|%-4d|" % (3.14159, 7))
print("a" in s, "z" not in s, s < "b", s == "ab", s != s)
print(b"a" + b"b", b"a" * 2, b"a" in b"ab", b"%d" % 5 if hasattr(b"", "__mod__") else "none")
print([1] + [2], (1,) + (2,), [0] * 2, s[0] + s[-1])
print("-".join(["a", "b"]), ",".join("xyz"), "".join(()))
