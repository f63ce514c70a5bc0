# Classes are values: in lists, as keys, as defaults, compared by identity.
class Circle:
    sides = 0


class Square:
    sides = 4


makers = {"c": Circle, "s": Square}
shapes = [makers[k]() for k in "css"]
count = {}
for s in shapes:
    count[type(s)] = count.get(type(s), 0) + 1
print(
    count[Circle], count[Square], [c.sides for c in (Circle, Square)], Circle == Circle, Circle != Square,
    sorted(makers[k].__name__ for k in makers),
)


def build(cls=Square, *args):
    return cls(*args)


print(build().sides, build(list, "ab"), build(int, "7"), Circle in makers.values())
