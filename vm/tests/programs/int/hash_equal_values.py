# Equal numbers are one dict key whether they came from small or big arithmetic.
d = {}
d[2**64] = "a"
d[4**32] = "b"
d[16] = "c"
d[2**68 // 2**64] = "d"
print(len(d), d[2**64], d[16])
print(hash(7), hash(-9), hash(2**64) == hash(4**32))
print(True in {1}, 1 in {True: 0}, 1.0 in {1})
