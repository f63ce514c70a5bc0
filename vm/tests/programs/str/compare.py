# Strings order by code point, shorter prefix first.
print("a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "" < "a", "abc" > "abcd")
print("é" > "z", "€" < "😀", "a" <= "a", "b" >= "a", "a" == "a", "a" != "A")
print(" ".join(sorted(["pear", "Apple", "fig", "apple", "éclair", "Zoë"])))
print("1" == 1, "a" == b"a".decode())
