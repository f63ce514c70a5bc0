# A negative exponent makes the power a float.
print(2**-1, 4**-2, (-2) ** -3)
print(type(2**-1))
try:
    print(0**-1)
except ZeroDivisionError as e:
    print("ZeroDivisionError")
