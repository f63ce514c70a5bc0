# Closures over parameters and locals, read and written.
def counter(start):
    count = start

    def up(by=1):
        nonlocal count
        count += by
        return count

    def get():
        return count

    return up, get


up, get = counter(5)
print(up(), up(10), get())
up2, get2 = counter(0)
print(up2(), get(), get2())


def adder(n):
    return lambda x: x + n


def compose(f, g):
    def composed(*args, **kwargs):
        return f(g(*args, **kwargs))
    return composed


print(adder(3)(4), compose(adder(1), adder(2))(0))
