# A loop over a list sees items appended during the loop.
l = [1, 2, 3]
for x in l:
    if x < 6:
        l.append(x + 3)
print(l)
l = [1, 2, 3, 4]
for x in l:
    l.remove(x)
print(l)
it = iter(l)
print(next(it))
l.append("late")
print(list(it), next(it, "over"))
