# and and or give an operand and evaluate no more than needed.
def say(v):
    print(v, end=" ")
    return v


print(say(0) and say(1), say(1) and say(2), say(0) or say(3), say(4) or say(5))
print(say("") or say(0) or say([]), say(1) and say("") and say(9))
print(not say(0), not (say(1) and say(0)), 1 and 2 or 3, 0 and 2 or 3, None or False)
