# Precedence and associativity of all operators together.
a, b, c = 2, 3, 4
print(a + b * c, (a + b) * c, a * b + c, a - b - c, a - (b - c))
print(a ** b ** a, (a ** b) ** a, -a ** a, a ** -a)
print(a << b + c, a | b ^ c & a, a & b == c, (a & b) == c)
print(a < b | c, a + b << c, a * -b, a // b * c, a / b * c, a % b // c)
print(not a == b, a or b and c, a if b else c if a else b, not a in [b])
print(lambda: a + b and c, 1)if 0 else print("last")
print(~a & b, ~(a & b), a ^ b | c, -a + b)
