# What can be assigned to a slice.
l = [1, 2, 3]


def put(v):
    try:
        l[0:1] = v
        return l
    except Exception as e:
        return type(e).__name__


print(put((8, 9)), put([]))
print(put(5), put(None))
