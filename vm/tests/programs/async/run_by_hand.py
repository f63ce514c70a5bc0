# A coroutine is a generator driven with send(None), its return value on StopIteration.
async def f(x):
    return x * 2


c = f(21)
try:
    c.send(None)
except StopIteration as e:
    print(e.value)
try:
    c.send(None)
except StopIteration as e:
    print("finished", e.value)
d = f(1)
d.close()
print("closed")
