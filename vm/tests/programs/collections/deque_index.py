# Reading, setting and iterating a deque by position.
from collections import deque

d = deque((), 5)
for i in range(8):
    d.append(i * 10)
print(d[0], d[-1], d[2], list(d))
d[1] = "set"
print(list(d), [x for x in d][1:3])
for f in (lambda: d[5], lambda: d[-6], lambda: d["0"]):
    try:
        f()
    except Exception as e:
        print(type(e).__name__)
