# Indexing bytes gives ints, slicing gives bytes.
b = b"\x00Az\xff"
print(b[0], b[1], b[-1], b[1:3], b[:-1], b[2:], b[5:], b[:], len(b))
print(list(b), [x for x in b if x > 64], sum(b), max(b), 65 in b, 66 in b)
try:
    b[4]
except IndexError:
    print("IndexError")
try:
    b[0] = 1
except TypeError:
    print("TypeError")
