# Floor division and modulo take the sign of the divisor, for all four sign pairs.
for a in (7, -7):
    for b in (2, -2):
        print(a, b, a // b, a % b, divmod(a, b), (a // b) * b + a % b == a)
for a in (6, -6, 0):
    print(a // 3, a % 3, a // -3, a % -3)
