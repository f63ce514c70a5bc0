# map and filter call their function only when asked for a value.
log = []


def note(x):
    log.append(x)
    return x % 2


m = map(note, range(5))
f = filter(note, range(5))
print(log)
next(m)
next(m)
print(log)
next(f)
next(f)
print(log)
