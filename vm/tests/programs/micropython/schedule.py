# A scheduled function runs soon with its argument.
import micropython

out = []
micropython.schedule(out.append, "scheduled")
for _ in range(10):
    pass
print(out)
micropython.schedule(lambda a: out.append(a + 1), 41)
for _ in range(10):
    pass
print(out)
try:
    micropython.schedule(out.append)
except TypeError:
    print("TypeError")
