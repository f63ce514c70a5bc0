# await with trailers, in conditions and in calls.
class Api:
    async def get(self, *args):
        return list(args) or self

    def __getitem__(self, key):
        return self.get(key)


async def main(api):
    print(await api.get(1, 2), await api[3], await api["k"])
    print((await api.get(4))[0], -(await api.get(5))[0], not await api.get())
    if await api.get(1) and not await api.get(0) == [1]:
        print("condition")
    print(await api.get(await api.get(6)), (await api.get()) is api)
    print([x for x in await api.get(1, 2)], {await f(): await f()}, await f() + 1)
    async def inner(x=5): return x
    print(await inner(), await inner(await f()))
    await f()
    return await (lambda: f())()


async def f(): return 7


try:
    main(Api()).send(None)
except StopIteration as e:
    print(e.value)
