# heap_locked tells how many locks there are.
import micropython

a = b = c = micropython.heap_locked()
micropython.heap_lock()
micropython.heap_lock()
b = micropython.heap_locked()
micropython.heap_unlock()
c = micropython.heap_locked()
micropython.heap_unlock()
print(a, b, c, micropython.heap_locked())
