# Heap locks nest.
import micropython


def attempt():
    try:
        bytearray(10)
    except MemoryError:
        return False
    return True


def run():
    micropython.heap_lock()
    micropython.heap_lock()
    a = attempt()
    micropython.heap_unlock()
    b = attempt()
    micropython.heap_unlock()
    c = attempt()
    return a, b, c


print(run())
