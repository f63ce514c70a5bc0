# Coroutines mixed with generators, closures and comprehensions.
def tick(n):
    for i in range(n):
        yield "tick", i
    return n


async def wait(n):
    total = 0

    async def bump():
        nonlocal total
        total += await tick(1)
    for _ in range(n):
        await bump()
    return total, [x for x in range(await tick(1))], (lambda: total)()


steps = []
coro = wait(2)
try:
    while True:
        steps.append(next(coro))
except StopIteration as e:
    print(steps, e.value)


async def cancelled():
    try:
        await tick(5)
    except ValueError as e:
        return "cancelled", str(e)
    finally:
        print("cleaned")

c = cancelled()
c.send(None)
try:
    c.throw(ValueError("stop"))
except StopIteration as e:
    print(e.value)
