# asyncio tasks that take turns.
import asyncio


async def worker(name, n, log):
    for i in range(n):
        log.append((name, i))
        await asyncio.sleep(0)
    return name * 2


async def main():
    log = []
    tasks = [asyncio.create_task(worker(n, 2, log)) for n in "ab"]
    done = await asyncio.gather(*tasks, worker("c", 1, log))
    lock = asyncio.Lock()
    async with lock:
        log.append(lock.locked())
    try:
        await asyncio.wait_for(worker("slow", 10 ** 6, []), 0.01)
    except asyncio.TimeoutError:
        log.append("timeout")
    return done, log


print(asyncio.run(main()))
