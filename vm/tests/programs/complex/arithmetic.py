# Complex arithmetic with complex, float and int operands.
a = 3 + 4j
b = 1 - 2j
print(a + b, a - b, a * b, a / b)
print(a + 1, 1 + a, a - 0.5, 2 * a, a / 2, 1 / (1j), -a, +b)
print(a * 1j * 1j == -a, 1j * 1j)
