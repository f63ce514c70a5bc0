# With the heap locked, allocation is a MemoryError; plain arithmetic still works.
import micropython


def work():
    micropython.heap_lock()
    r = 0
    try:
        x = 1 + 2 * 3
        r += x
        try:
            [x]
        except MemoryError:
            r += 100
        try:
            "a" + str(x)
        except MemoryError:
            r += 1000
    finally:
        micropython.heap_unlock()
    return r


print(work(), [1])
