# Every way to write a float literal.
print(1., .5, 1e3, 1E3, 1e+3, 1e-3, 1_0.2_5, 0e0, 00.5, 1.5e0_1)
print(1e308, 1e-300, 123456789012345678901234567890.0)
print(-1.5, +1.5, - -1.5)
