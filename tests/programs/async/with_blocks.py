# async with: several items, exceptions, and every way out.
class Lock:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        print("enter", self.name)
        return self.name

    async def __aexit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__)
        return self.swallow


async def main():
    async with Lock("a"):
        print("body")
    async with Lock("b") as b, Lock("c") as c:
        print(b, c)
    async with Lock("d", True):
        raise ValueError("swallowed")
    try:
        async with Lock("e"):
            raise KeyError("out")
    except KeyError as e:
        print("caught", e)
    for i in range(3):
        async with Lock(i):
            if i == 0:
                continue
            break
    async with Lock("f") as x:
        return x


try:
    main().send(None)
except StopIteration as e:
    print("returned", e.value)
