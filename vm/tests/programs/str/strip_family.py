# strip, lstrip and rstrip with whitespace and with character sets.
s = "  \t padded \n "
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()))
print("xxabcxx".strip("x"), "xyabcyx".strip("xy"), "xxabcxx".lstrip("x"), "xxabcxx".rstrip("x"))
print(repr("xxx".strip("x")), repr("".strip()), "abc".strip(""), "abcba".strip("ab"), "mississippi".rstrip("ip"))
print("www.example".lstrip("w."), "a".strip("abc") == "")
