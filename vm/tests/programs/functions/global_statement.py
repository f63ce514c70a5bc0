# global makes a function read and write module names, also new ones.
count = 0


def bump():
    global count, created
    count += 1
    created = "made at call %d" % count


def shadow():
    count = "local"
    return count


bump()
bump()
print(count, created, shadow(), count)


def remove():
    global created
    del created


remove()
try:
    created
except NameError:
    print("NameError")
