# A zero exponent, and the sign of the modulus.
big = 2**70
for base, exponent, modulus in (
    (0, 0, 5), (0, 0, 1), (0, 1, 5), (1, 0, -1), (1, 0, -2), (3, 0, -5), (3, 4, -5), (3, 0, -big), (0, 0, -big),
):
    print(pow(base, exponent, modulus))
