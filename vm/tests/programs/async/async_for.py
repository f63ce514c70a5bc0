# async for drives __aiter__ and __anext__ until StopAsyncIteration.
class Pause:
    def __iter__(self):
        yield "tick"

    __await__ = __iter__


class Count:
    def __init__(self, n):
        self.n = n
        self.i = 0

    def __aiter__(self):
        print("aiter")
        return self

    async def __anext__(self):
        if self.i == self.n:
            raise StopAsyncIteration
        await Pause()
        self.i += 1
        return self.i


async def main():
    async for x in Count(3):
        if x == 2:
            continue
        print("x", x)
    else:
        print("else")
    async for x in Count(3):
        break
    return x


c = main()
ticks = 0
try:
    while True:
        c.send(None)
        ticks += 1
except StopIteration as e:
    print(e.value, ticks)
