# Each typecode stores and returns its own kind of number.
import array

for code in "bBhHiIlLqQ":
    a = array.array(code, [0, 1, 100])
    a.append(27)
    print(code, a, a[3], len(a))
for code in "fd":
    print(array.array(code, [0.5, -2, 100]))
