# Bad indexes and values when setting one byte.
b = bytearray(3)


def put(i, v):
    try:
        b[i] = v
        return "ok"
    except Exception as e:
        return type(e).__name__


print(put(3, 1), put(-4, 1), put("0", 1), put(0, "a"), put(0, None), put(0, 1.5))
print(put(1, 200), b)
