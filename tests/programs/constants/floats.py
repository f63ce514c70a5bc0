# Float constants and arithmetic with them.
from micropython import const

HALF = const(0.5)
RATE = const(2.5e3)
_NEGATIVE = const(-1.25)
PERIOD = const(1 / 4)
MIXED = const(HALF * 3 + 1)

print(HALF, RATE, _NEGATIVE, PERIOD, MIXED)
print(HALF + 1, RATE // 1000, _NEGATIVE * 2, -HALF, RATE / 2, HALF ** 2)
print(7.5 % 2.0, -7.5 // 2.0, -7.5 % 2, HALF == 0.5)
