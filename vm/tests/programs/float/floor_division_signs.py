# Floor division and modulo of floats follow the divisor's sign.
for x in (7.5, -7.5):
    for y in (2.0, -2.0, 2, -2):
        print(x // y, x % y, divmod(x, y))
print(6.0 // 3, 6.0 % 3, -6.0 % 3, 6.0 % -3)
print(5 % 2.5, -1 % 0.75, 1e16 % 3)
