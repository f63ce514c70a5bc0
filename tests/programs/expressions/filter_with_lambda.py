# A lambda as a comprehension's filter has no conditional of its own.
print([x for x in range(3) if lambda: x])
print([x for x in range(3) if lambda y, *z: y or z])
print(len([x for x in range(3) if lambda: lambda: 0]))
print({x for x in (1,) if lambda: 0}, list(x for x in (2,) if lambda a=1: a))
