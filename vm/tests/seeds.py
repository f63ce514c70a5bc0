# Functions whose bytecode has every way into and out of blocks.

def returns_through(a):
    for x in a:
        try:
            try:
                return x
            finally:
                a.append(x)
        finally:
            a.clear()


def jumps_through(a):
    for x in a:
        try:
            try:
                if x:
                    continue
                break
            finally:
                a.pop()
        finally:
            a.clear()
    else:
        return 1


def cancels(a):
    for x in a:
        try:
            return x
        finally:
            if x:
                break
            else:
                continue


def cancels_return(a):
    try:
        try:
            return a
        finally:
            return 2
    finally:
        for x in a:
            return x


def loops_in_finally(a):
    while a:
        try:
            a.x()
        finally:
            for x in a:
                for y in x:
                    if y:
                        break
                else:
                    continue
                try:
                    return y
                except KeyError:
                    continue
                finally:
                    break


def excepts(a):
    for x in a:
        try:
            a.x()
        except KeyError as e:
            if e:
                continue
            try:
                break
            except:
                raise
        except (ValueError, a.b()):
            return [x for x in a]
        except:
            continue
        else:
            break
        finally:
            a = {x: y for x in a for y in x if y}


def nested_excepts(a):
    try:
        try:
            a[0]
        except KeyError:
            try:
                a[1]
            except ValueError as e:
                try:
                    return e
                finally:
                    raise a from e
    except TypeError:
        pass


def withs(a):
    for x in a:
        with x as y, y.z as x:
            with a:
                if x:
                    break
                if y:
                    continue
                return x
    with a as b:
        try:
            b()
        except KeyError:
            return
    with a:
        pass


def generator(a):
    try:
        x = yield 1
        yield from x
        with a as b:
            yield b
    finally:
        try:
            yield
        except GeneratorExit:
            return (x for x in (y for y in a if y))


async def async_with(a):
    async with a:
        pass
    async with a as b, b as c:
        for x in c:
            async with x:
                if x:
                    break
                if b:
                    continue
                return x
    while a:
        async with a as b:
            try:
                continue
            finally:
                break


async def async_for(a):
    async for x in a:
        async for y in x:
            try:
                if y:
                    break
                await y
                continue
            finally:
                x()
        else:
            return y
    try:
        async with a:
            await a
    finally:
        async with a:
            return a


def ranges(a):
    for i in range(10):
        for j in range(a):
            try:
                if i:
                    break
                if j:
                    continue
                return i
            except:
                continue
            finally:
                a()
        else:
            continue
        break


def stacks(a, *b, c=1, **d):
    def inner(x, y=a, *, z=b):
        nonlocal a
        a = [x, y, z]
        return lambda: (a, b)
    x, (y, *z), w = a = b
    del a[0], a.x
    a.b[1:2] += a[::2]
    return inner(*b, **d)(x, y, k=z) if 1 < x < 2 < y else {"a": {1, 2, x}} or w


class Base(list):
    x = 1

    def method(self):
        super().method()
        with self:
            return __class__


def walks(a):
    while True:
        try:
            try:
                while a:
                    try:
                        a()
                    except KeyError:
                        break
                    finally:
                        continue
            except ValueError:
                continue
            break
        finally:
            if a:
                break
