# deque: adding and taking at both ends.
from collections import deque

d = deque((), 10)
d.append(1)
d.append(2)
d.appendleft(0)
d.extend([3, 4])
print(list(d), len(d), d.pop(), d.popleft(), list(d), bool(d), bool(deque((), 2)))
for i in range(25):
    d.append(i)
    d.popleft()
print(list(d), len(d))
