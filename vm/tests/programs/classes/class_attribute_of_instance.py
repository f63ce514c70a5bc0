# __class__, __name__, __dict__, __module__-free introspection.
class A:
    x = 1

    def m(self):
        return self.__class__.__name__


class B(A):
    pass


b = B()
b.y = 2
print(
    b.__class__ is B, b.m(), B.__name__, B.__bases__ == (A,), b.__dict__, "x" in A.__dict__, "y" in B.__dict__,
    A.__bases__,
)
print(b.__class__().m(), (5).__class__, "".__class__ is str, type(b)() is not b)
