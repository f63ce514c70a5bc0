# With the heap locked, one exception after the other can be raised and caught.
import micropython


def run():
    count = 0
    micropython.heap_lock()
    for i in range(20):
        try:
            [i]
        except MemoryError:
            count += 1
        try:
            raise KeyError(i)
        except KeyError as e:
            if e.args[0] == i:
                count += 100
    micropython.heap_unlock()
    return count


print(run(), [1])
