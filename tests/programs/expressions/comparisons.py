# Each comparison operator.
a, b, c = 1, 2, [1, 2]
print(a < b, a > b, a == b, a != b, a <= b, a >= b)
print(a in c, b not in c, a is b, a is not b)
print(a is None, None is not a, c == [1, 2], c is c)
print("a" < "b", (1, 2) < (1, 3), [1] >= [1], {1} == {1})
print(not a < b, not a in c, (a < b) == True)
