# Hyperbolic functions, gamma and error functions to eight places.
import math

for x in (0.5, 1, 2):
    print("%.8f %.8f %.8f %.8f" % (math.sinh(x), math.cosh(x), math.tanh(x), math.asinh(x)))
print("%.8f %.8f" % (math.acosh(2), math.atanh(0.5)))
print("%.8f %.8f %.8f %.8f" % (math.erf(0.5), math.erfc(0.5), math.gamma(4.5), math.lgamma(10)))
for f in (lambda: math.acosh(0), lambda: math.atanh(1), lambda: math.gamma(0), lambda: math.gamma(-1)):
    try:
        print(f())
    except ValueError:
        print("ValueError")
