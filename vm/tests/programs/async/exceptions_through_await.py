# Exceptions pass through await, and throw goes to the innermost coroutine.
class Pause:
    def __iter__(self):
        yield "paused"

    __await__ = __iter__


async def inner():
    try:
        await Pause()
    except ValueError as e:
        print("inner caught", e)
        raise KeyError("from inner")
    finally:
        print("inner finally")


async def outer():
    try:
        await inner()
    except KeyError as e:
        return "outer caught " + e.args[0]


c = outer()
print(c.send(None))
try:
    c.throw(ValueError("thrown"))
except StopIteration as e:
    print(e.value)
