# Names of builtins shadowed at module and function level.
def shadow():
    len = 5
    print = list
    return len, print("ab")


str = "not a type"
print(shadow(), str)
del str
print(str(5))


def uses(range):
    out = []
    for i in range(3):
        out.append(i)
    return out


print(uses(lambda n: [n, n]) if False else uses(range))
