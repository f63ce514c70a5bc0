# Any function named const marks constants; the value is still substituted.
def const(x):
    print("called with", x)
    return x


A = const(1)
_B = const(2)
print(A, _B)
c = d = const(3)
print(c, d)
