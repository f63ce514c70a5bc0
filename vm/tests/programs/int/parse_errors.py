# int() rejects digits outside the base, wrong bases and wrong types.
def kind(*a):
    try:
        return int(*a)
    except Exception as e:
        return type(e).__name__


print(kind("2", 2), kind("8", 8), kind("g", 16), kind("0b12", 2))
print(kind("1", 1), kind("1", 37), kind("10", 36))
print(kind(None), kind([]), kind({}), kind(int), kind("1", "2"))
print(kind(), kind(b"12"), kind(bytearray(b"34")), kind(b"1f", 16))
