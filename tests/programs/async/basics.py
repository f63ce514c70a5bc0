# async def and await without an event loop.
async def value(x):
    return x


async def add(a, b):
    return await value(a) + await value(b)


class Later:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        got = yield self.n
        return got


async def main():
    x = await add(1, 2)
    y = await Later(5)
    z = [await value(1), await value(2)], (await value(3), await Later(6))
    return x, y, z


def run(coro):
    n = None
    try:
        while True:
            n = coro.send(n and n * 10)
            print("yielded", n)
    except StopIteration as e:
        return e.value


print(run(main()))
