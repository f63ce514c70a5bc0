# Tuples cannot be changed, but mutable members can.
t = (1, [2])


def put():
    t[0] = 5


def drop():
    del t[0]


def aug():
    t[1] += [3]


for f in (put, drop, aug):
    try:
        f()
    except TypeError:
        print("TypeError")
print(t)
