# The right side is complete before any target is stored, left to right.
i = 0
l = [10, 20, 30]
i, l[i] = 2, "stored"
print(i, l)


def where(n):
    print("target", n)
    return l


def value(n):
    print("value", n)
    return n


where("a")[0], where("b")[1] = value(1), value(2)
a = b = c = []
a.append(1)
print(l, b, c is a)
