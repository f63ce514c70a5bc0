# Conditions that mix constants with values that are not.
def f(x):
    if x and 1:
        print("and", end=" ")
    if x or 0:
        print("or", end=" ")
    if 0 or x and 1:
        print("both", end=" ")
    if not (x and 0):
        print("not", end=" ")
    while 1 and x:
        print("loop", end=" ")
        x = 0
    if x or 1:
        print("always", end=" ")
    if (x or "") and (x or 5):
        print("never", end=" ")
    assert 1 or x
    return "t" if x and 1 else "f"


print(f(0))
print(f(1))
