# for over iterables, with break, continue and else.
for c in "ab":
    print(c)
for x in [1, 2, 3, 4]:
    if x == 2:
        continue
    if x == 4:
        break
    print(x)
else:
    print("not reached")
for x in ():
    print("empty")
else:
    print("else", x)
for k, v in sorted({"a": 1, "b": 2}.items()):
    for i in [v]:
        if k == "b":
            break
    else:
        print("inner finished", k)
        continue
    print("inner broke", k)
for x[0] in ([],) if isinstance(x, list) else ():
    pass
for x in (y for y in (1, 2)):
    pass
print(x)
