# await inside calls, displays, conditions, arguments and comprehensions' first iterable.
async def v(x):
    return x


async def main():
    l = [await v(1), await v(2)]
    d = {await v("k"): await v("val")}
    if await v(True) and not await v(False):
        l.append(max(await v(3), await v(7)))
    s = sum(await v([1, 2, 3]))
    t = [x for x in await v(range(3))]
    return l, d, s, t, f"{1 + 1}", await v(await v("nested"))


try:
    main().send(None)
except StopIteration as e:
    print(e.value)
