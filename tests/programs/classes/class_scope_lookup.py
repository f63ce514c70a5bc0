# Names in a class body are not seen by its methods.
x = "global"


class C:
    x = "class"
    y = x

    def f(self):
        return x, self.x

    g = lambda self: x
    z = [x for _ in (1,)]
    del x


c = C()
print(C.y, c.g(), hasattr(C, "x"), C.z)
C.x = "set later"
print(c.f())


def outer():
    x = "outer"

    class D:
        y = x

        def f(self): return x
    return D.y, D().f()


print(outer())
