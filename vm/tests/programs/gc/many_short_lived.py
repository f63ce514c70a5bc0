# Strings, big ints, tuples and closures made and dropped in a loop.
total = 0
for i in range(150):
    s = "n%d" % i
    t = (s, i, [i])
    big = (1 << 70) + i
    f = lambda: (s, big)
    total += len(f()[0]) + int(f()[1] & 0xFF)
print(total)
