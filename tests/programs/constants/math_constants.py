# The constants of math are folded where they are named in full.
import math
from micropython import const

TAU = const(2 * math.pi)
_E = const(math.e)
DEGREE = const(math.pi / 180)

print(round(TAU, 6), round(_E, 6), round(DEGREE, 6))
print(math.pi > 3, math.inf > 1e300, -math.inf < 0, math.nan != math.nan)
print(-math.pi < 0, round(math.pi * 2 + 1, 3), math.inf, math.nan)
print(math.sqrt(4.0), math.pi.__class__ is float, math.floor(math.e))
print(round(math.tau, 3), round(math.e, 3))
