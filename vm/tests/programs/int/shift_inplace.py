# Augmented shifts rebind the name and leave other references alone.
a = b = 12
a <<= 3
b >>= 2
print(a, b)
c = a
a <<= 70
print(c, a)
a >>= 70
print(a)
