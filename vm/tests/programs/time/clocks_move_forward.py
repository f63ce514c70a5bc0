# Clocks do not go backwards and have the right types.
import time

a = time.ticks_us()
b = time.ticks_us()
print(time.ticks_diff(b, a) >= 0, type(time.time()) in (int, float), type(time.time_ns()), time.time_ns() > 10**18)
t0 = time.ticks_ms()
time.sleep_ms(2)
print(time.ticks_diff(time.ticks_ms(), t0) >= 1)
time.sleep(0)
time.sleep_us(1)
