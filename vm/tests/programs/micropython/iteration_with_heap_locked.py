# Loops over containers, unpacking and indexing with slices need no memory.
import micropython

data = (b"ab", bytearray(b"cd"), (1, 2), [3, 4], {5: 6}, {7}, range(8, 10), frozenset((11,)))
buffer = bytearray(6)
total = x = y = 0
micropython.heap_lock()
for container in data:
    for item in container:
        total += item
x, y = data[2]
total += sum(data[3]) + max(data[2]) + min(b"xy") + (1 in data[2]) + any(data[3]) + all(data[2])
buffer[1:3] = b"xy"
micropython.heap_unlock()
print(total, x, y, buffer)
