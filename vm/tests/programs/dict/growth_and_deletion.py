# Entries survive many insertions and deletions.
d = {}
for i in range(100):
    d["key%d" % i] = i
for i in range(0, 100, 3):
    del d["key%d" % i]
for i in range(100, 130):
    d["key%d" % i] = i
print(
    len(d), all(d["key%d" % i] == i for i in range(130) if i >= 100 or i % 3), "key0" in d, "key99" in d,
    sum(d.values()),
)
