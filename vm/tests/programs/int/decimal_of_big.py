# The decimal text of big ints has every digit, also around powers of ten.
for e in (9, 10, 18, 19, 20, 38):
    print(10**e - 1, 10**e, 10**e + 1, -(10**e))
f = 1
for i in range(1, 31):
    f *= i
print(f, str(f), len(str(f)), int(str(f)) == f)
