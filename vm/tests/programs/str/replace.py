# replace all or the first few occurrences.
s = "banana"
print(
    s.replace("a", "o"), s.replace("a", "o", 2), s.replace("an", ""), s.replace("x", "y"), s.replace("a", "aa"),
    s.replace("a", "o", 0), s.replace("a", "o", -1),
)
print("aaa".replace("aa", "b"), "".replace("a", "b"), "é€".replace("€", "euro"))
