# ticks_add and ticks_diff wrap around but agree with each other.
import time

a = time.ticks_ms()
print(
    time.ticks_diff(time.ticks_add(a, 100), a), time.ticks_diff(a, time.ticks_add(a, 100)), time.ticks_diff(a, a),
    time.ticks_diff(time.ticks_add(a, -5), a),
)
print(time.ticks_add(0, -1) > 0, time.ticks_diff(0, time.ticks_add(0, -1)))
try:
    time.ticks_add(0, 2**62 - 1)
    print("added")
except OverflowError:
    print("OverflowError")
