# center pads to a width and leaves longer text alone.
for w in (0, 3, 4, 5, 6, 7, 10):
    print("[" + "abc".center(w) + "]")
print("[" + "".center(3) + "]")
