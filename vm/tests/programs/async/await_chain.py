# await runs another coroutine to its end and gives its result.
class Pause:
    def __init__(self, tag):
        self.tag = tag

    def __iter__(self):
        r = yield self.tag
        return r

    __await__ = __iter__


async def leaf(n):
    got = await Pause("leaf %d" % n)
    return (n, got)


async def middle():
    a = await leaf(1)
    b = await leaf(2)
    return [a, b]


async def top():
    return {"result": await middle()}


c = top()
print(c.send(None))
print(c.send("first"))
try:
    c.send("second")
except StopIteration as e:
    print(e.value)
