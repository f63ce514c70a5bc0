# Annotated assignments; a bare annotation makes no code.
x: int = 1
y: "text"
z: undefined_name = x + 1
pair: tuple = 1, 2
p, q = pair


class Point:
    x: int = 0
    y: int
    name: str = "p"


def f(a):
    n: int
    m: list[int] = [a]
    (k): int = 5
    m[0]: int = 6
    Point.y: str
    m[1]: int
    Point.x: int = 7
    return m, k


print(x, z, pair, Point.x, Point.name, hasattr(Point, "y"))
print(f(2), Point.x)
print("y" in globals())
