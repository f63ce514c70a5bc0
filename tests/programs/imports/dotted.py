# Dotted imports bind the first name, or the last when renamed.
import asyncio.core
import asyncio.funcs as funcs, asyncio.event
from asyncio.lock import Lock as Mutex
import asyncio.core as core

print(asyncio.core is core, hasattr(funcs, "gather"), hasattr(asyncio.event, "Event"))
print(Mutex.__name__)


def local():
    import asyncio.core
    import asyncio.core as c
    return asyncio.core is c


print(local())
