# async def under decorators, in classes and in functions.
import micropython


def run(coro):
    try:
        coro.send(None)
    except StopIteration as e:
        return e.value


def shout(f):
    async def wrapper(*args):
        return (await f(*args)).upper()
    return wrapper


@shout
async def greet(name): return "hi " + name


class Service:
    @shout
    async def name(self): return "service"

    @staticmethod
    async def helper(x=1): return x

    @micropython.bytecode
    async def both(self):
        return await self.name(), await Service.helper(2)


def outer(n):
    async def inner(*, m=n):
        return n + m
    return inner


print(run(greet("ann")), run(Service().both()), run(outer(3)()), run(outer(1)(m=5)))
