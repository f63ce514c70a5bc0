# Inner functions keep the variables of the call that made them.
def counter(start):
    n = start

    def up(by=1):
        nonlocal n
        n += by
        return n

    def read():
        return n

    return up, read


up1, read1 = counter(0)
up2, read2 = counter(100)
up1()
up1(5)
up2()
print(read1(), read2())
adders = [lambda x, k=k: x + k for k in range(3)]
late = [lambda x: x + k for k in range(3)]
print([a(10) for a in adders], [a(10) for a in late])
