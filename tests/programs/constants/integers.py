# Integer constants of every size and sign.
from micropython import const

ZERO = const(0)
SMALL = const(47)
BYTE = const(0xff)
NEGATIVE = const(-5)
SHIFTED = const(1 << 20)
LIMIT = const(0x3fffffff)
BEYOND = const(0x40000000)
WORD = const(0xffffffff)
HUGE = const(123456789012345678901234567890)
NEGATIVE_HUGE = const(-(1 << 100))

print(ZERO, SMALL, BYTE, NEGATIVE, SHIFTED)
print(LIMIT, BEYOND, WORD, HUGE, NEGATIVE_HUGE)
print(LIMIT + 1 == BEYOND, HUGE % 10, -NEGATIVE_HUGE >> 100, ~ZERO)
