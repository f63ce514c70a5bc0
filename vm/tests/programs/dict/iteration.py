# Iterating a dict gives its keys once each.
d = {i * i: str(i) for i in range(12)}
print(sorted(d), sorted(k for k in d), sum(d), len(list(d)), max(d), min(d.values()))
total = 0
for k in d:
    total += k * len(d[k])
print(total)
