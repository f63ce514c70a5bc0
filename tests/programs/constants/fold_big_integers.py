# Folding where operands or results exceed a machine word.
print(1 << 64, (1 << 64) - 1, -(1 << 64), ~(1 << 64))
print(2 ** 100, (2 ** 100) >> 98, 2 ** 100 % 1000007, 10 ** 30 // 10 ** 28)
print(0xffffffffffffffff + 1, 0xffffffffffffffff * 0xffffffffffffffff)
print((1 << 100) | 1, (1 << 100) & (1 << 100), (1 << 100) ^ (1 << 99), -1 & (1 << 65))
print(-(1 << 70) >> 3, -(1 << 70) | 5, -(1 << 70) & 0xff, ~-(1 << 70))
print((1 << 40) - (1 << 40), 1 << 30, -1 << 30, (1 << 30) - 1, 1 << 31, 1 << 62, 1 << 63)
print(2 ** 62 + 2 ** 62, 4611686018427387904 - 1, -4611686018427387904 - 1)
