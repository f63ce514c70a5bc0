# Integral floats keep a ".0" and large or tiny ones switch to an exponent.
for x in (0.0, -0.0, 1.0, -1.0, 100.0, 1e5, 1e15, 1e16, 1e17, 1e22, 1e100, 0.001, 0.0001, 0.00001, 1.5e-7, -2.5e-10):
    print(x)
