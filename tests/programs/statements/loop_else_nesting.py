# break inside the else of a loop belongs to the loop outside.
for i in range(3):
    for j in range(2):
        pass
    else:
        if i == 1:
            break
        continue
    print("unreached")
print(i, j)
n = 5
while n:
    n -= 1
    for x in "a":
        continue
    else:
        if n == 2:
            break
    while n == 4:
        break
    else:
        continue
print(n)
for a in "xy":
    for b in range(len(a)):
        pass
    else:
        break
print(a, b)
