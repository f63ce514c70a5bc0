# break and continue act on the innermost loop, also inside try and with.
for i in range(4):
    j = 0
    while True:
        j += 1
        try:
            if j == 2:
                continue
            if j == 4:
                break
        finally:
            print(i, j, end="; ")
    if i == 1:
        continue
    if i == 2:
        break
    print("after", i)
print()
