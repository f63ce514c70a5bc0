# and, or and not return operands and stop early.
def say(x):
    print("say", x)
    return x


print(say(0) or say(2), say(1) and say(3), say([]) and say(4))
print(say(1) or say(2) or say(3), say(1) and say(0) and say(3))
a, b, c = 0, 1, 2
print(a and b or c, (a or b) and c, not a and b, not (a and b))
print(a or b and c, a and b and c, a or b or c)
x = a or (b and (c or a))
print(x, [] or {} or () or "", b and [] and c)
