# sort is in place, handles reverse, and returns None.
l = [3, 1, 2, 3, -5]
print(l.sort(), l)
l.sort(reverse=True)
print(l)
w = ["bb", "a", "ccc", ""]
w.sort(key=len)
print(w)
w.sort(key=lambda s: (-len(s), s))
print(w)
w.sort(key=None, reverse=False)
print(w)
[].sort()
