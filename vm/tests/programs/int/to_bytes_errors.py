# to_bytes of a value that does not fit is an OverflowError, a negative length a ValueError.
def kind(n, *a):
    try:
        return n.to_bytes(*a)
    except Exception as e:
        return type(e).__name__


print(kind(256, 1, "big"), kind(256, 1, "little"), kind(2**70, 8, "big"))
print(kind(1, -1, "big"), kind(1, "2", "big"))
print(kind(-1, 2, "big"))
