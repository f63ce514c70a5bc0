# Values are evaluated where the t-string stands, left to right, with closures.
def say(v):
    print("eval", v)
    return v


t = t"{say(1)} {say('b')} {say(3)}"
print(t.values)


def outer(p):
    q = p + 1

    def inner():
        return t"{p}-{q}"

    p = 100
    return inner


print(outer(1)().values)
try:
    t"{undefined_name}"
except NameError:
    print("NameError")
