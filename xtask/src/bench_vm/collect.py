# Prints how many microseconds gc.collect() takes, and how many bytes live through it.
#
# The argument is how many bytes are to live at least; there are always some.
import gc
import sys
import time

wanted = int(sys.argv[1])


def objects():
    return [(number, number) for number in range(500)]


live = [objects() for _ in range(8)]
while True:
    gc.collect()
    missing = wanted - gc.mem_alloc()
    if missing <= 0:
        break
    # Half of what is missing, to come close without collecting too often.
    for _ in range(missing // 50000 + 1):
        live.append(objects())

times = []
for _ in range(11):
    start = time.ticks_us()
    gc.collect()
    times.append(time.ticks_diff(time.ticks_us(), start))
times.sort()
print(times[5], gc.mem_alloc())
