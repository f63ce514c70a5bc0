# Every bitwise operator and both shifts.
a, b = 0b1100, 0b1010
print(a & b, a | b, a ^ b, ~a)
print(a << 2, a >> 2, a << b, -a >> 1)
print(a | b & ~a ^ b, (a | b) & ~(a ^ b))
big = 1 << 70
print(big >> 68, big | 1, big & -1 == big, ~big, big ^ big)
