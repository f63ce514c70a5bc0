# Replacing the value of an existing key during iteration is fine.
d = {"a": 1, "b": 2, "c": 3}
for k in d:
    d[k] *= 10
print(sorted(d.items()))
for k in list(d):
    if d[k] > 15:
        del d[k]
print(d)
