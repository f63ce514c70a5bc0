# Handlers inside handlers, and the variable of each.
try:
    raise ValueError("outer")
except ValueError as a:
    try:
        raise KeyError("inner")
    except KeyError as b:
        print(a, b)
    try:
        raise a
    except ValueError as c:
        print(c is a)
    print(a)
print("a" in globals(), "b" in globals())
