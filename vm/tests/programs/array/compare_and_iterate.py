# Arrays compare by content and can be iterated and unpacked.
import array

a = array.array("B", [1, 2, 3])
b = array.array("B", [1, 2, 4])
print(a == array.array("B", [1, 2, 3]), a == b, a < b, bool(a), bool(array.array("B")))
x, *rest = a
print(x, rest, bytes(a), [i * i for i in b], list(reversed(list(a))))
