# Imaginary literals in their several forms.
print(1j, 2J, 0j)
print(1.5j, .5j, 1e2j)
print(3 + 4j, (3 + 4j) * 1j)
print(1_0j == 10j)
print(-2j)
