# Taking from an empty deque, and wrong constructor arguments.
from collections import deque

d = deque((), 2)
for f in (
    lambda: d.pop(), lambda: d.popleft(), lambda: deque(), lambda: deque((), -1), lambda: deque(5, 5),
    lambda: hash(d), lambda: d.insert(0, 1),
):
    try:
        f()
        print("no error")
    except Exception as e:
        print(type(e).__name__)
