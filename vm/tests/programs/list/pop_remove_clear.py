# The shrinking methods and their errors.
l = [1, 2, 3, 2, 4]
print(l.pop(), l.pop(0), l.pop(-2), l)
l.append(3)
l.remove(3)
print(l)
for f in (lambda: l.pop(5), lambda: [].pop(), lambda: l.remove("absent"), lambda: l.pop("0")):
    try:
        f()
    except Exception as e:
        print(type(e).__name__)
l.clear()
print(l, [1].clear())
