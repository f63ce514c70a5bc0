# Assigning to slices replaces, grows, shrinks and inserts.
l = [0, 1, 2, 3, 4]
l[1:3] = ["a", "b"]
print(l)
l[1:3] = [10, 11, 12, 13]
print(l)
l[2:5] = []
print(l)
l[1:1] = ["ins"]
print(l)
l[len(l):] = ["tail"]
print(l)
l[:] = (7, 8)
print(l)
l[:1] = l
print(l)
