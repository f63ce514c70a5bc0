# Floor division of big ints follows the same sign rule as for small ones.
big = 10**20 + 7
for a in (big, -big):
    for b in (10**10, -(10**10), 3, -3):
        q, r = divmod(a, b)
        print(q, r, q * b + r == a, a // b == q, a % b == r)
print(-(2**62) // -1, -(2**63) // -1, 5 // 10**30, -5 // 10**30, -5 % 10**30)
