# What a scheduled call schedules runs after it; four calls can wait.
import micropython

log = []


def outer(n):
    micropython.schedule(log.append, ("inner", n))
    for _ in range(5):
        pass
    log.append(("outer", n))


micropython.schedule(outer, 1)
for _ in range(10):
    pass
print(log)


def fill(_):
    count = 0
    try:
        while True:
            micropython.schedule(log.append, count)
            count += 1
    except RuntimeError as e:
        log.append((count, e.args))


del log[:]
micropython.schedule(fill, None)
for _ in range(20):
    pass
print(log)
