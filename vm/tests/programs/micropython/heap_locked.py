# heap_locked and heap_unlock tell how often the heap is still locked.
import micropython

if hasattr(micropython, "heap_locked"):
    depth = micropython.heap_locked
else:
    depth = lambda: 0
a = depth()
micropython.heap_lock()
micropython.heap_lock()
b = micropython.heap_unlock()
c = micropython.heap_unlock()
print(a, b, c, depth())
