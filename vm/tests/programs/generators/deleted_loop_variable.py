# The running generator owns its iterator even when the list it reads changes.
def g(l):
    for x in l:
        yield x


l = [1, 2, 3]
it = g(l)
print(next(it))
l.append(4)
del l[0]
print(list(it), l)
l = "rebound"
print(next(it, "over"))
