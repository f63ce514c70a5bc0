# Every way to write a float.
print(1.0, 1., .5, 0.25)
print(1e3, 1E3, 1e+3, 1e-3, 1.5e2, .5e1, 2.e2)
print(0.0, 00.5, 1e0, 0e9)
print(3.141592653589793)
print(1e400, 1e-400)
print(123456789.0 == 123456789, 0.1 + 0.2 != 0.3)
print(1.5 .__class__ is float)
