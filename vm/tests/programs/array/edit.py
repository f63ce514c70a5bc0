# append, extend, item and slice assignment on an array.
import array

a = array.array("i", [1, 2, 3])
a.extend([4, 5])
a.extend(array.array("i", (6,)))
a[0] = -1
a += array.array("i", [7])
print(a, a[-1], a[1:3], list(a), sum(a))
a[1:3] = array.array("i", [20, 30, 40])
print(a)
print(a + array.array("i", [8]), a == array.array("i", list(a)))
