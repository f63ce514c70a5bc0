# Every augmented assignment on names.
a = 10
a += 5
print(a)
a -= 3
a *= 4
a /= 2
print(a)
a //= 5
a %= 3
a **= 4
print(a)
b = 0b1100
b <<= 2
b >>= 1
b &= 0b11100
b |= 1
b ^= 0b101
print(b)
s = "x"
s += "y"
s *= 2
t = [1]
t += 2, 3
t *= 2
print(s, t)
