# add, remove, discard, pop and clear.
s = set()
s.add(1)
s.add(1)
s.add("a")
s.discard("none")
s.discard(1)
print(s)
for f in (lambda: s.remove(9), lambda: s.add([])):
    try:
        f()
    except Exception as e:
        print(type(e).__name__)
print(s.pop(), len(s))
try:
    s.pop()
except KeyError:
    print("KeyError")
s.update([1, 2], (3,), "x")
print(len(s))
s.clear()
print(s, s.remove if False else len(s))
