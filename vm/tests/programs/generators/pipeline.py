# Generators feeding generators process one item at a time.
def numbers():
    n = 1
    while True:
        print("make", n)
        yield n
        n += 1


def evens(src):
    for x in src:
        if x % 2 == 0:
            yield x


def take(n, src):
    for x in src:
        if n == 0:
            return
        yield x
        n -= 1
        if n == 0:
            return


for x in take(2, evens(numbers())):
    print("use", x)
