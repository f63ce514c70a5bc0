# Annotations on parameters, results and variables do not change behaviour.
def f(a: int, b: "text" = 2, *c: list, d: dict = None, **e) -> str:
    return a, b, c, d


x: int = 5
y: undefined_name = 6
print(f("not an int"), x, y)


class C:
    field: int = 3

    def m(self, v: C) -> "C":
        return v


print(C.field, C().m(1))
