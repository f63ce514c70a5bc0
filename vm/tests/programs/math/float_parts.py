# frexp, ldexp, copysign, fabs and fmod.
import math

for x in (0.0, 1.0, 8.0, -0.375, 1e10):
    m, e = math.frexp(x)
    print(x, m, e, math.ldexp(m, e) == x)
print(
    math.copysign(3, -0.0), math.copysign(-3, 1), math.fabs(-2), math.fmod(7, 3), math.fmod(-7, 3),
    math.fmod(7, -3), math.ldexp(0.5, 3),
)
try:
    math.fmod(1, 0)
except ValueError:
    print("ValueError")
