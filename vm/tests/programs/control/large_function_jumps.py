# A function body long enough to need long jumps.
def classify(n):
    r = []
    for i in range(n):
        if i % 15 == 0:
            r.append("fb")
        elif i % 5 == 0:
            r.append("b")
        elif i % 3 == 0:
            r.append("f")
        elif i % 7 == 0:
            r.append("s")
        elif i == 1 or i == 2 or i == 4 or i == 8 or i == 11 or i == 13 or i == 16 or i == 17 or i == 19:
            r.append(str(i) + "-" + str(i * i) + "-" + str(i + 100000) + "-" + str(i - 100000))
        else:
            a, b, c = i + 1000, i + 2000, i + 3000
            a, b, c = a + b + c, a - b - c, a * b + c
            a, b, c = a + b + c, a - b - c, a * b + c
            r.append((a, b, c)[i % 3])
        if len(r) > 30:
            break
    return r


print(classify(24))
