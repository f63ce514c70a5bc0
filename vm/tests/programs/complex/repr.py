# The text of complex numbers: bare imaginary part, parentheses and signs.
for z in (1j, -1j, 0j, 1 + 1j, 1 - 1j, 1.5 + 2.25j, -0.5 - 0.5j, 1e20j, complex(0, 0)):
    print(z, repr(z))
