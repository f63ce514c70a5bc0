# The arithmetic operators between floats and between floats and ints.
a, b = 7.5, 2.0
print(a + b, a - b, a * b, a / b, a // b, a % b, a**b, -a, +a, abs(-a))
print(a + 1, 1 + a, a - 10, 10 - a, 3 * a, a / 3, 15 / a, 2**0.5, 4**1.5)
print(1e308 * 10, -1e308 * 10, 0.1 * 3)
