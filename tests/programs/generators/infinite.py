# Infinite generators composed and cut short.
def naturals():
    n = 0
    while True:
        yield n
        n += 1


def take(n, source):
    for i, x in enumerate(source):
        if i == n:
            return
        yield x


def primes():
    found = []
    for n in naturals():
        if n > 1 and all(n % p for p in found):
            found.append(n)
            yield n


print(list(take(5, naturals())), list(take(8, primes())))
print(list(take(3, (x * x for x in naturals() if x % 2))), list(take(0, naturals())))
