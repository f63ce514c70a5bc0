# Loops over range that must stay general.
n = 2
for i in range(0, 5, n):
    print(i, end=" ")
for i in range(*(1, 3)):
    print(i, end=" ")
for i, in ((7,),):
    print(i, end=" ")
for n in range(n):
    print(n, end=" ")
for i in range(1, *(3,)):
    print(i, end=" ")
for i in range(10)[7:]:
    print(i, end=" ")
x = [0]
for x[0] in range(2):
    print(x, end=" ")
try:
    for i in range(0, 5, 0):
        pass
except ValueError:
    print("zero step")
try:
    for i in range():
        pass
except TypeError:
    print("no arguments")
try:
    for i in range(1, 2, 3, 4):
        pass
except TypeError:
    print("four arguments")
