# __init_subclass__ is not called: a base is not told about its subclasses.
class Base:
    seen = []

    def __init_subclass__(cls, **k):
        Base.seen.append(cls.__name__)


class A(Base):
    pass


class B(A):
    pass


print(Base.seen)
