# async for with break, continue, else and targets of several kinds.
class Count:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i == self.n:
            raise StopAsyncIteration
        self.i += 1
        return self.i, -self.i


async def main():
    async for x in Count(2):
        print(x)
    else:
        print("else")
    async for a, b in Count(5):
        if a == 2:
            continue
        if a == 4:
            break
        print(a, b)
    else:
        print("never")
    async for x in Count(2):
        async for y in Count(1):
            print(x[0], y[0])
    async for x in Count(3):
        try:
            if x[0] == 2:
                return "returned"
        finally:
            print("finally", x[0])


try:
    main().send(None)
except StopIteration as e:
    print(e.value)
