# The callee, then positions, then names are evaluated left to right.
def say(x):
    print(x, end=" ")
    return x


def pick():
    print("callee", end=" ")
    return lambda *a, **k: None


pick()(say(1), say(2), x=say(3), y=say(4))
print()
pick()(*[say(1)], say(2), k=say(3), **{"z": say(4)})
print()
say("t")
l = [0, 0]
l[say(0)] = say("value first?")
print(l)
