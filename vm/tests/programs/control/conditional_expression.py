# The conditional expression evaluates one branch only and nests to the right.
def say(v):
    print(v, end=" ")
    return v


print(say("yes") if say(True) else say("no"), say("yes") if say(0) else say("no"))
sign = lambda n: "neg" if n < 0 else "zero" if n == 0 else "pos"
print(sign(-1), sign(0), sign(1), [x if x % 2 else -x for x in range(4)], (1 if [] else 2) + 1)
