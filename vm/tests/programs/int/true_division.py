# The / operator on ints always gives a float.
print(7 / 2, 6 / 3, -7 / 2, 0 / 5)
print(type(4 / 2))
print(2**70 / 2**69, 10**20 / 10**19)
print(1 / 4, 2**62 / 2**60)
