# Async methods, nested async functions, defaults and star arguments.
class Service:
    base = 100

    async def get(self, n, *more, scale=1, **kw):
        return (self.base + n) * scale, more, sorted(kw)

    @staticmethod
    async def stat():
        return "static"

    @classmethod
    async def klass(cls):
        return cls.__name__


async def main():
    s = Service()
    k = 5

    async def nested():
        nonlocal k
        k += 1
        return k

    return await s.get(1), await s.get(1, 2, 3, scale=2, z=0), await Service.stat(), await s.klass(), await nested(), k


try:
    main().send(None)
except StopIteration as e:
    print(e.value)
