# The growing methods, with positions beyond both ends.
l = []
l.append(1)
l.append([2])
l.insert(0, "first")
l.insert(100, "last")
l.insert(-1, "before last")
l.insert(-100, "front")
print(l)
l.extend((7, 8))
l.extend("ab")
l.extend(x for x in range(2))
l += {9: 0}
print(l, len(l))
for f in (lambda: l.extend(5), lambda: l.append(), lambda: l.insert(1)):
    try:
        f()
    except TypeError:
        print("TypeError")
