# A set with many insertions and removals keeps exactly the right members.
s = set()
for i in range(0, 200, 2):
    s.add(i)
for i in range(0, 200, 6):
    s.remove(i)
s |= {1, 3, 5}
print(len(s), 6 in s, 8 in s, 199 in s, sum(s), sorted(s)[:6])
