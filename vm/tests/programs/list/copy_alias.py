# Assignment aliases; copy, slicing and list() make a shallow copy.
inner = [1]
a = [inner, 2]
b, c, d, e = a, a.copy(), a[:], list(a)
a.append(3)
inner.append("seen")
print(b, c, d, e)
print(b is a, c is a, c[0] is inner, c == d == e)
