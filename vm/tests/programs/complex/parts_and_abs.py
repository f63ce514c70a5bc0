# real and imag attributes, and abs as the length.
z = 3 - 4j
print(z.real, z.imag, abs(z), type(z.real))
print((5j).real, (5j).imag, abs(-2 + 0j))
try:
    z.real = 1
except AttributeError:
    print("AttributeError")
