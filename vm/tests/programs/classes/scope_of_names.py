# Methods do not see class names as plain names; the body sees module names.
x = "module"


class C:
    y = x
    x = "class"
    z = x

    def m(self):
        return x, self.x


print(C.y, C.z, C().m())


def f():
    x = "function"

    class D:
        y = x

        def m(self):
            return x

    return D.y, D().m()


print(f())
