# isnan, isinf, isfinite, isclose, the constants, degrees and radians.
import math

for x in (0.0, 1e308, float("inf"), float("-inf"), float("nan"), 5):
    print(x, math.isnan(x), math.isinf(x), math.isfinite(x))
print(math.pi, math.e, math.tau == 2 * math.pi, math.inf, math.nan != math.nan)
print(
    math.isclose(1, 1 + 1e-10), math.isclose(1, 1.1), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-12),
    math.isclose(0, 1e-12, abs_tol=1e-9),
)
print("%.9f %.9f" % (math.degrees(math.pi), math.radians(90)))
