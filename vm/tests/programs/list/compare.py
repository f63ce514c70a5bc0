# Lists are equal by content and ordered lexicographically.
print([1, 2] == [1, 2], [1, 2] == [2, 1], [] == [], [1] == (1,), [1] != [1.0])
print([1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9, 9], [[1], 2] <= [[1], 2], ["a", 1] < ["b", None])
try:
    [1] < [None]
except TypeError:
    print("TypeError")
