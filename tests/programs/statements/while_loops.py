# while with break, continue and else.
n = 0
while n < 3:
    n += 1
print(n)
while n:
    n -= 1
    if n == 1:
        continue
    print("n", n)
else:
    print("ran out")
while True:
    n += 1
    if n > 4:
        break
else:
    print("never")
while n > 0:
    n -= 2
    if n == 3:
        break
else:
    print("not here")
while not n == 0:
    while True:
        n -= 1
        if n < 2:
            break
        continue
    n = 0
print(n)
