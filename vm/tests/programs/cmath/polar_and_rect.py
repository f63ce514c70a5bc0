# phase, polar and rect go around the circle.
import cmath


def show(z):
    print("%.8f %.8f" % (z.real, z.imag) if isinstance(z, complex) else tuple("%.8f" % v for v in z) if isinstance(z, tuple) else "%.8f" % z)


for z in (1, 1j, -1, 3 + 4j, -2 - 2j):
    show(cmath.phase(z))
    show(cmath.polar(z))
show(cmath.rect(2, cmath.pi / 2))
show(cmath.rect(*cmath.polar(3 - 7j)))
