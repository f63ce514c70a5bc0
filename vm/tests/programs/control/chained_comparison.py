# A chain of comparisons evaluates each operand once and stops at the first false.
def say(v):
    print(v, end=" ")
    return v


print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1 > 0, 1 == 1.0 == True, 1 < 2 > 1, "a" < "b" != "c")
print(say(1) < say(5) < say(3) < say(9))
print(say(5) < say(1) < say(7))
print(1 in [1] == True, (1 in [1]) == True, 2 not in [1] != 3, None is None is not 1)
