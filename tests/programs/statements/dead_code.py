# Statements after a jump are never reached.
def f():
    return 1
    print("dead")


def g(x):
    while True:
        if x:
            break
            print("dead")
        else:
            raise ValueError
            x = 1
    for i in range(2):
        continue
        print("dead")
    return i
    yield


def h():
    raise KeyError
    return 2


def k(x):
    if x:
        return 1
    else:
        return 2
    return 3


print(f(), k(0), k(1))
try:
    h()
except KeyError:
    print("raised")
print(list(g(1)))
