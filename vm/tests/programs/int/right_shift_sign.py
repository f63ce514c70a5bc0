# A right shift rounds towards minus infinity and may shift everything out.
for n in (1, 5, -1, -5, 2**62, -(2**62), 2**80, -(2**80), -(2**80) - 1):
    print(n >> 1, n >> 3, n >> 62, n >> 80, n >> 200)
