# A negative shift count is a ValueError; shifting by a float is a TypeError.
def kind(f, a, b):
    try:
        return f(a, b)
    except Exception as e:
        return type(e).__name__


left = lambda a, b: a << b
right = lambda a, b: a >> b
for a in (1, 2**70):
    print(kind(left, a, -1), kind(right, a, -1), kind(left, a, 1.0), kind(right, a, "1"))
print(0 << 0, 0 << 50, 0 >> 50)
