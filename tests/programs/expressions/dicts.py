# Dictionary displays.
a = "k"
print({}, {a: 1}, {"one": 1}, {1: 2,})
d = {a: 1, "m": 2, 3: [4], (5, 6): {7: 8}, None: None, True: False}
print(sorted(str(x) for x in d), d[a], d[5, 6][7], d[None], d[True])
print({a: a, a: a + a}, {a + a: 1}, {a if a else 1: 2})
print({1: {2: {3: 4}}}[1][2][3], {"f": lambda x: x}["f"](9))
print(len({0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9}))
