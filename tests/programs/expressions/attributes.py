# Loading, storing, deleting and updating attributes.
class Point:
    pass


p = Point()
p.x = 1
p.y = Point()
p.y.z = 2
p.y.z += p.x
print(p.x, p.y.z)
p.x, p.y.z = p.y.z, p.x
print(p.x, p.y.z)
for p.x in range(3):
    pass
print(p.x)
del p.x, p.y.z
print(hasattr(p, "x"), hasattr(p.y, "z"), hasattr(p, "y"))
