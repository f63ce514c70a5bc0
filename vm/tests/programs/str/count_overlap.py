# count does not count overlapping matches; the empty text matches at every gap.
print("aaaa".count("aa"), "aaaaa".count("aa"), "ababa".count("aba"), "".count("a"), "".count(""))
print("é€é".count("é"), "é€é".count(""), "abc".count("c", 3))
