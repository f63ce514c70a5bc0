# A list that contains itself cannot be printed or compared without end.
l = [1]
l.append(l)
print(l[1][1][0], l[1] is l, len(l))
try:
    repr(l)
    print("printed")
except RuntimeError:
    print("RuntimeError")
d = {}
d["d"] = d
try:
    repr(d)
    print("printed")
except RuntimeError:
    print("RuntimeError")
