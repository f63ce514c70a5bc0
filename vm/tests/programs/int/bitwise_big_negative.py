# Bitwise operators on big ints of mixed sign agree with arithmetic identities.
vals = (2**64 + 5, -(2**64) - 5, 2**80 - 1, -(2**80), 3, -3)
for a in vals:
    for b in vals:
        ok = (a & b) + (a | b) == a + b and (a ^ b) == (a | b) - (a & b)
        if not ok:
            print("wrong", a, b)
    print(~a, a & 0xFF, a | 0xFF, a ^ -1, a & -1, a ^ a)
