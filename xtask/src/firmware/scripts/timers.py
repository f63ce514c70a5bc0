# Callbacks in the middle of work, of which some raise.
import gc
import machine
import micropython
import time

micropython.alloc_emergency_exception_buf(100)
counts = [0, 0]


def count(timer):
    counts[0] += 1


def fail(timer):
    counts[1] += 1
    raise ValueError("late %d" % counts[1])


def allocate(timer):
    return [counts] * 100


first = machine.Timer(0, period=2, callback=count)
second = machine.Timer(1)
second.init(mode=machine.Timer.ONE_SHOT, period=3, callback=fail)
work = [str(n) for n in range(500)]
time.sleep_ms(10)
second.init(period=2, callback=allocate)
print(sorted(work, key=lambda text: text[::-1])[:5])
gc.collect()
time.sleep_ms(5)
second.deinit()
first.deinit()
print(counts[0] > 0, counts[1])
