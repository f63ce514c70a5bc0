# alloc_emergency_exception_buf chooses how much of an exception there is when the heap is locked.
import micropython


def locked():
    micropython.heap_lock()
    try:
        a_name_of_thirty_characters_xyz
    except NameError as e:
        caught = e
    except MemoryError as e:
        caught = e
    micropython.heap_unlock()
    return caught


for size in (256, 100, 32, 0, -1, 256):
    micropython.alloc_emergency_exception_buf(size)
    print(size, repr(locked()))
try:
    micropython.alloc_emergency_exception_buf(1 << 40)
except MemoryError:
    print("MemoryError", repr(locked()))
