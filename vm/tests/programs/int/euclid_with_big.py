# A gcd loop and modular inverse over big ints reach the textbook values.
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(gcd(2**90 * 3, 6**20), gcd(10**25, 15**10), gcd(17, 0))


def inverse(a, m):
    x, y, r, s = 1, 0, a, m
    while s:
        q = r // s
        r, s = s, r - q * s
        x, y = y, x - q * y
    return x % m


p = 2**89 - 1
i = inverse(123456789, p)
print(i, i * 123456789 % p)
