# Arithmetic between an int and a non-number is a TypeError, never a silent conversion.
ops = (
    lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a / b, lambda a, b: a // b, lambda a, b: a % b, lambda a,
    b: a**b, lambda a, b: a & b, lambda a, b: a < b,
)
for op in ops:
    for other in (None, "s", [1]):
        try:
            print(op(3, other))
        except TypeError:
            print("TypeError", end=" ")
    print()
print(3 == "3", 3 != None, 3 == [3])
