# The trigonometric functions to nine places.
import math

for x in (0, 0.5, 1, -2, 3):
    print("%.9f %.9f %.9f %.9f" % (math.sin(x), math.cos(x), math.tan(x), math.atan(x)))
for x in (-1, -0.5, 0, 0.5, 1):
    print("%.9f %.9f" % (math.asin(x), math.acos(x)))
print("%.9f %.9f %.9f %.9f" % (math.atan2(1, 1), math.atan2(-1, 1), math.atan2(1, -1), math.atan2(0, -1)))
for f in (math.asin, math.acos):
    try:
        f(2)
    except ValueError:
        print("ValueError")
