# heap_lock gives None, heap_unlock the number of locks that are left.
import micropython

print(micropython.heap_lock())
first = micropython.heap_lock()
second = micropython.heap_unlock()
third = micropython.heap_unlock()
print(first, second, third)
