# The else of a while loop runs unless the loop was left by break.
def find(limit, stop):
    n = 0
    while n < limit:
        if n == stop:
            print("break at", n)
            break
        n += 1
    else:
        print("else after", n)
    return n


find(3, 1)
find(3, 9)
find(0, 0)
while False:
    print("never")
else:
    print("else of a false loop")
