# Loops over range, which the compiler turns into counting.
def count(*args):
    return list(range(*args))


for i in range(3):
    print(i, end=" ")
for i in range(2, 5):
    print(i, end=" ")
for i in range(10, 0, -3):
    print(i, end=" ")
for i in range(0, 10, 4):
    print(i, end=" ")
print()
n = 3
for i in range(n):
    n = 100
    i += 10
    print(i, end=" ")
for i in range(n - 98, n - 95):
    print(i, end=" ")
for i in range(5, n - 105, -4):
    print(i, end=" ")
for i in range(0):
    print("never")
else:
    print("else", i)
for i in range(-1, -4, -1):
    if i == -2:
        continue
    if i == -3:
        break
    print(i)
else:
    print("never")
