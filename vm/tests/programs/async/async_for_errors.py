# async for over things without the async methods fails when run.
class NoNext:
    def __aiter__(self):
        return self


class Raises:
    def __aiter__(self):
        return self

    async def __anext__(self):
        raise ValueError("anext")


async def loop(it):
    async for x in it:
        print(x)


for it in ([1, 2], NoNext(), Raises(), 5):
    try:
        loop(it).send(None)
    except Exception as e:
        print(type(e).__name__)
