# Replacing the empty string inserts between characters.
print("abc".replace("", "-"))
print("abc".replace("", "-", 2))
print("".replace("", "x"))
