# Scheduled functions, from functions that were scheduled, and with the heap locked.
import micropython

done = []


def later(number):
    done.append(number)
    if number < 5:
        micropython.schedule(later, number + 1)


try:
    for number in range(12):
        micropython.schedule(later, number)
except RuntimeError as error:
    print(error)
for _ in range(100):
    pass
micropython.heap_lock()
try:
    micropython.schedule(done.append, 7)
    x = [1] * 100
except MemoryError as error:
    print(error)
micropython.heap_unlock()
print(len(done), micropython.stack_use() > 0)
micropython.mem_info(1)
micropython.qstr_info()
