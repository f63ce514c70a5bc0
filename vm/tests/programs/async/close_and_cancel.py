# Closing a suspended coroutine runs its finally blocks all the way down.
class Wait:
    def __iter__(self):
        try:
            yield "wait"
        finally:
            print("wait cleaned")

    __await__ = __iter__


async def inner():
    try:
        await Wait()
    finally:
        print("inner cleaned")


async def outer():
    try:
        await inner()
    except GeneratorExit:
        print("outer saw GeneratorExit")
        raise


c = outer()
print(c.send(None))
c.close()
print("closed")
