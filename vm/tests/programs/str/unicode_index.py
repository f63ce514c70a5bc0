# Text outside ASCII is indexed, sliced and counted by code point.
s = "aé€😀z"
print(len(s), s[0], s[1], s[2], s[3], s[4], s[-2])
print(s[1:3], s[2:], s[:-1], s[-3:])
print([ord(c) for c in s], len(s.encode()))
print("".join(reversed(s)), s.find("z"), s.index("€"), s.rfind("é"))
