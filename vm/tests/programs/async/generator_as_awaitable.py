# A plain generator can be awaited and yields to the driver.
def ticks(n):
    for i in range(n):
        yield i
    return "ticked %d" % n


async def main():
    r = await ticks(2)
    s = await ticks(0)
    return r, s


c = main()
seen = []
try:
    while True:
        seen.append(c.send(None))
except StopIteration as e:
    print(e.value, seen)
