# super() in methods: called, stored, with attributes and arguments.
class Base:
    value = "base value"

    def __init__(self, *args, **kw):
        self.args, self.kw = args, kw

    def m(self, x=1, *rest, k=None):
        return "base", x, rest, k

    @classmethod
    def make(cls): return cls.__name__


class Child(Base):
    value = "child value"

    def __init__(self, *args, **kw):
        super().__init__(0, *args, z=1, **kw)

    def m(self, *args):
        s = super()
        return s.m(), super().m(2), super().m(*args), super().m(k=3), super().value

    def explicit(this):
        return super(Child, this).m(5), super().m.__class__ is this.m.__class__

    def chained(self):
        return super().m(9)[1], super().value.upper().lower(), super().value[0]

    def nested(self):
        f = lambda: super(Child, self).m()
        return f()


c = Child("a", b=2)
print(c.args, sorted(c.kw.items()))
print(c.m(7, 8), c.explicit(), c.chained(), c.nested())
