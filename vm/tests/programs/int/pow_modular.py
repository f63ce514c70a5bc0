# pow with three arguments works modulo the last one, big operands included.
print(pow(3, 4, 5), pow(2, 10, 1000), pow(7, 0, 13), pow(0, 5, 7))
print(pow(3, 200, 13), pow(2, 1000, 10**9 + 7))
print(pow(123456789012345678901, 5, 98765432109876543210))
print(pow(10, 30, 10**15 + 37))
