# A tiny scheduler runs several coroutines in turns.
class Yield:
    def __iter__(self):
        yield

    __await__ = __iter__


async def worker(name, n, out):
    for i in range(n):
        out.append(name + str(i))
        await Yield()
    return name


def run(tasks):
    done = []
    while tasks:
        t = tasks.pop(0)
        try:
            t.send(None)
        except StopIteration as e:
            done.append(e.value)
        else:
            tasks.append(t)
    return done


out = []
print(run([worker("a", 3, out), worker("b", 1, out), worker("c", 2, out)]), out)
