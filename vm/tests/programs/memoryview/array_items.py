# A view on an array indexes whole items.
import array

a = array.array("H", [1, 2, 300, 65535])
m = memoryview(a)
print(len(m), m[2], list(m[1:]))
m[0] = 500
print(a, bytes(memoryview(b"xy")[1:]))
