# if with any number of elif, with and without else.
def size(n):
    if n < 10:
        return "small"
    elif n < 100:
        return "medium"
    elif n < 1000:
        return "large"
    else:
        return "huge"


print(size(1), size(10), size(100), size(1000))
for n in range(4):
    if n == 0:
        print("zero")
    if n == 1:
        print("one")
    elif n == 2:
        print("two")
    if n:
        if n == 3:
            print("three")
        else:
            print("nonzero")
    else:
        pass
