# A left shift grows into a big int exactly when the value no longer fits.
for n in (1, -1, 3, -3):
    for s in (0, 1, 29, 30, 31, 60, 61, 62, 63, 64, 100):
        v = n << s
        print(v, end=" ")
        if v >> s != n or v != n * 2**s:
            print("wrong", n, s)
    print()
