# Slices by code point from both ends agree with character lists.
s = "naïve çédille"
chars = list(s)
for i in (-20, -5, -1, 0, 3, 5, 20):
    for j in (-20, -4, 0, 4, 20):
        if s[i:j] != "".join(chars[i:j]):
            print("differs", i, j)
print(len(s), chars.count("é"), s[2], s[6])
