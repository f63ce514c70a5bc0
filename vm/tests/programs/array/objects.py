# The O typecode holds any object and keeps it alive.
import array, gc

a = array.array("O", ["text", [1, 2]])
a.append({"k": "v"})
gc.collect()
print(a[0], a[1], a[2]["k"], len(a))
a[0] = None
print(a[0])
