# break, continue, else and return inside counted loops.
def find(limit, want):
    for i in range(limit):
        if i == want:
            return "found", i
    else:
        return "missing"


def pairs(n):
    for i in range(n):
        for j in range(i, n):
            if i + j == 3:
                print("sum", i, j)
                break
            if j == 1:
                continue
        else:
            print("no break", i)
            continue
        if i == 2:
            break
    else:
        print("outer finished")


print(find(5, 3), find(5, 7))
pairs(4)
pairs(2)
for i in range(3):
    for j in range(2):
        if j:
            break
    else:
        break
    print(i, j)
