# Powers of small ints, zero exponents and growth into big ints.
print(2**0, 0**0, 0**5, 1**1000, (-1) ** 7, (-1) ** 8)
print(3**5, (-3) ** 5, -(3**2), (-3) ** 2)
print(2**62, 2**63, 2**64, (-2) ** 63, 7**30)
print(pow(5, 3), pow(-5, 3), pow(True, 2))
