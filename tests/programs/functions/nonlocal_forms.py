# nonlocal with several names, at several depths.
def f():
    a, b, c = 1, 2, 3

    def g():
        nonlocal a, b
        nonlocal c
        a, b, c = c, a, b

        def h():
            nonlocal a
            a *= 100
            for b in range(2):
                pass
            return b
        return h()
    return g(), a, b, c


print(f())


def tally():
    count = 0

    class Counter:
        def hit(self):
            nonlocal count
            count += 1
            return count
    return Counter()


t = tally()
print(t.hit(), t.hit())
