# Integer and complex powers of complex numbers, rounded for display.
def show(z):
    print("%.6f %.6f" % (z.real, z.imag))


show((1 + 1j) ** 2)
show((2 - 1j) ** 3)
show((1 + 2j) ** 0)
show((1 + 1j) ** 0.5)
show(2 ** (1 + 1j))
show(0j**0)
show(0j**2)
