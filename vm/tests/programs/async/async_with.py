# async with awaits __aenter__ and __aexit__, with and without an exception.
class M:
    def __init__(self, swallow):
        self.swallow = swallow

    async def __aenter__(self):
        print("aenter")
        return "value"

    async def __aexit__(self, t, v, tb):
        print("aexit", t)
        return self.swallow


async def main():
    async with M(False) as x:
        print("body", x)
    async with M(True):
        raise ValueError
    try:
        async with M(False):
            raise KeyError("k")
    except KeyError as e:
        print("KeyError", e)
    async with M(False):
        return "returned from inside"


try:
    main().send(None)
except StopIteration as e:
    print(e.value)
