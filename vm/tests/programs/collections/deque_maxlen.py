# A full deque drops from the other end, or raises when asked to check.
from collections import deque

d = deque((), 3)
for i in range(5):
    d.append(i)
print(list(d))
d.appendleft("left")
print(list(d))
d = deque([1, 2, 3, 4], 2)
print(list(d))
e = deque((), 2, 1)
e.append(1)
e.append(2)
for f in (lambda: e.append(3), lambda: e.appendleft(3)):
    try:
        f()
        print("added")
    except IndexError:
        print("IndexError")
print(list(e))
