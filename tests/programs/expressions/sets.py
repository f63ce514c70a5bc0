# Set displays.
a = 1
print({a}, {1}, {1, 1}, {1,}, {a, a,})
print(sorted({a, 2, 3}), sorted({1, 2} | {3}), sorted({1, 2} & {2}), sorted({1, 2} ^ {2, 3}))
print({(1, 2)}, {a + 1}, {"s"}, {None}, {a if a else 2})
print(len({0, 1, 2, 3, 4, 5, 6, 7, 8, 9}), 3 in {1, 2}, {1} <= {1, 2})
s = {1, 2, 3}
s |= {4}
s &= {1, 4}
s ^= {4, 5}
s -= {5}
print(s, type({}), type({a}))
