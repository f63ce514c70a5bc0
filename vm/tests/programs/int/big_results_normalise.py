# A big computation whose result is small behaves as a plain small int everywhere.
n = 2**100 // 2**98
print(n, n == 4, [10, 11, 12, 13, 14][n], "ab" * n, {4: "four"}[n])
m = (10**30 + 7) % 10
print(m, chr(60 + m), list(range(m)))
z = 10**30 - 10**30
print(z, bool(z), not z, z == 0)
