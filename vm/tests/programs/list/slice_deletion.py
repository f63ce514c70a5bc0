# Deleting slices with and without a step.
l = list(range(10))
del l[2:4]
print(l)
del l[:2]
print(l)
del l[-2:]
print(l)
del l[5:2]
print(l)
try:
    del l[::2]
except NotImplementedError:
    print("NotImplementedError")
del l[:]
print(l)
