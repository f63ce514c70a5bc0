# Setting and deleting single items.
l = [0, 1, 2, 3]
l[0] = "a"
l[-1] = "z"
print(l)
del l[1]
print(l)
del l[-1]
print(l)


def put(i):
    l[i] = 0


def drop(i):
    del l[i]


for f in (put, drop):
    for i in (2, -3, "x"):
        try:
            f(i)
        except Exception as e:
            print(type(e).__name__)
