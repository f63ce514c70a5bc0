# bin, oct and hex render sign, prefix and every digit.
for n in (0, 1, -1, 10, -255, 2**62, -(2**63), 2**70):
    print(bin(n), oct(n), hex(n))
print(int(bin(12345), 0), int(hex(-(2**70)), 16) == -(2**70))
