# await and async statements in functions that are generators for another reason.
def f(x):
    y = yield
    async for a in x:
        pass
    async with x as b:
        await y
    return await x


def g(x):
    return await x


h = lambda x: await x
