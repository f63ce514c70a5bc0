# The else of a for loop, with continue and nested loops.
for n in range(2, 12):
    for d in range(2, n):
        if n % d:
            continue
        break
    else:
        print(n, "is prime")
for x in ():
    pass
else:
    print("else of an empty loop")
