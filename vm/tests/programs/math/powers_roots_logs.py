# sqrt, pow, exp and logs at exact points.
import math

print(math.sqrt(16), math.sqrt(2) ** 2 - 2 < 1e-9, math.sqrt(0), math.pow(2, 10), math.pow(2, -1), math.pow(0, 0))
print(math.exp(0), math.log(1), math.log(8, 2), math.log2(1024), math.log10(1000), math.log(math.e), math.expm1(0))
print("%.9f %.9f %.9f" % (math.exp(1), math.log(10), math.sqrt(3)))
for f in (
    lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.log(2, 0), lambda: math.log2(0),
    lambda: math.pow(0, -1), lambda: math.log10(-5),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, end=" ")
print()
