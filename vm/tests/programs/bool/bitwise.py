# Bitwise operators on two bools give the same truth, and ~ gives an int.
for a in (False, True):
    for b in (False, True):
        print(a & b == (a and b), int(a | b), int(a ^ b))
print(~True, ~False, True & 3, 2 | True)
