# copy makes an independent set; empty sets are false.
a = {1}
b = a.copy()
b.add(2)
print(a, len(b), bool(a), bool(set()), not set(), set(a) == a, set(a) is a)
