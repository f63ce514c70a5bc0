# Every augmented arithmetic operator on an int name.
n = 100
n += 23; print(n)
n -= 3; print(n)
n *= 7; print(n)
n //= 9; print(n)
n %= 50; print(n)
n **= 3; print(n)
n &= 0xFFF; print(n)
n |= 0x10000; print(n)
n ^= 0x11; print(n)
n /= 2; print(n)
