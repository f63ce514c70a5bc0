# Bitwise operators see negative ints as infinite two's complement.
values = (0, 1, -1, 6, -6, 255, -256)
for a in values:
    for b in values:
        print(a & b, a | b, a ^ b, end="; ")
    print(~a)
