# With a shared base, lookup goes depth first through the bases.
class Base:
    def hi(self):
        return "base"

    def low(self):
        return "base low"


class L(Base):
    pass


class R(Base):
    def hi(self):
        return "right"


class D(L, R):
    pass


print(D().hi(), D().low(), isinstance(D(), R), D.__bases__ == (L, R))
