# Negating and abs at the most negative word values do not wrap.
for n in (-(2**30), -(2**31), -(2**62), -(2**63), -(2**64)):
    print(-n, abs(n), -(-n) == n, abs(n) == -n)
print(-0, abs(-0), +5, +(-5))
