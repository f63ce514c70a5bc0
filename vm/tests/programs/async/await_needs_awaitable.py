# Awaiting what is not iterable is a TypeError at run time; an iterable is awaited to its end.
async def f(x):
    return await x


for bad in (5, None, "", object()):
    try:
        f(bad).send(None)
        print("finished")
    except StopIteration as e:
        print("StopIteration", e.value)
    except Exception as e:
        print(type(e).__name__)
