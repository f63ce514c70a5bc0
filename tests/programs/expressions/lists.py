# List displays, from empty to many items.
a = 1
print([], [a], [a, 2], [1, 2, 3], [1, 2, 3,], [a, ])
print([[]], [[], [[]]], [(), (1,)], [[a, [a, [a]]]])
print([a] + [2], [a] * 3, [a, 2][0], len([0, 1, 2, 3, 4, 5, 6, 7, 8, 9] * 10))
print([lambda: 1][0](), [a if a else 2], [a == 1, a != 1], [not a])
print([None, True, False, ..., "s", b"b", 1.5, 1j])
