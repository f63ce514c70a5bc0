# The loop variable of a range loop can be changed without changing the loop.
for i in range(3):
    print(i, end=" ")
    i = 100
print(i)
for i in range(0):
    print("never")
print(i)
n = 3
for j in range(n):
    n = 10
print(j, n)
for k in range(5, -6, -5):
    print(k, end=" ")
print()
