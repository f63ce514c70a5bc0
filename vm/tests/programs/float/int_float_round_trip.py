# Converting ints to floats rounds to 53 bits and back-conversion shows it.
for n in (2**53 - 1, 2**53, 2**53 + 1, 2**53 + 2, 2**53 + 3, 10**17 + 1):
    print(n, int(float(n)), int(float(n)) == n)
try:
    print(float(10**400))
except OverflowError:
    print("OverflowError")
