# Breaking out of a loop leaves the generator where it was.
def g():
    for i in range(5):
        yield i
    print("ran to the end")


it = g()
for x in it:
    if x == 1:
        break
print(next(it))
for x in it:
    print(x, end=" ")
print()
for x in it:
    print("nothing left")
