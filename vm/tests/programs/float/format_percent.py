# The %e %f %g conversions with widths, precisions and flags.
x = 1234.5678
print("%f|%.2f|%10.1f|%-10.1f|%+.1f|%010.2f" % (x, x, x, x, x, x))
print("%e|%.3e|%E|%12.2e" % (x, x, x, x))
print("%g|%.3g|%G|%g|%g" % (x, x, 1e-10, 1e20, 100000.0))
print("%f %e %g" % (float("inf"), float("nan"), -float("inf")))
print("%d %i %x" % (3.99, -3.99, 255))
