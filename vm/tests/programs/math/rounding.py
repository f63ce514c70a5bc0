# floor, ceil, trunc and modf with both signs.
import math

for x in (2.0, 2.3, 2.5, 2.7, -2.3, -2.5, -2.7, 0.0):
    print(x, math.floor(x), math.ceil(x), math.trunc(x), type(math.floor(x)))
print(math.floor(5), math.ceil(-5), math.trunc(7), math.floor(1e20), math.modf(-3.25), math.modf(4.0))
for f in (math.floor, math.ceil, math.trunc):
    for bad in (float("nan"), float("inf")):
        try:
            f(bad)
        except Exception as e:
            print(type(e).__name__, end=" ")
print()
