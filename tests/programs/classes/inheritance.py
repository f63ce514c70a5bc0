# Single and multiple inheritance, and lookup order.
class A:
    name = "A"
    def who(self): return "A.who"
    def both(self): return "A.both"


class B(A):
    name = "B"
    def who(self): return "B+" + A.who(self)


class C:
    def extra(self): return "C.extra"
    def both(self): return "C.both"


class D(B, C,):
    def who(self): return "D+" + super().who()


class E(A, C): pass


d = D()
print(d.who(), d.both(), d.extra(), d.name, isinstance(d, A), issubclass(D, C))
print(E().who(), E().extra(), [c.__name__ for c in (A, B, C, D, E)])
