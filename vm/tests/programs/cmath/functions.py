# exp, log, log10, sqrt, sin and cos of complex numbers.
import cmath

for f in (cmath.exp, cmath.log, cmath.log10, cmath.sqrt, cmath.sin, cmath.cos):
    for z in (1 + 1j, -1 + 0j, 0.5 - 2j):
        r = f(z)
        print("%.7f" % r.real, "%.7f" % abs(r.imag))
print(cmath.e > 2.7, cmath.pi > 3.14, type(cmath.sqrt(4)))
