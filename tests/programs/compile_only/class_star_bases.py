# Starred and keyword arguments in a class header.
bases = object,


class A(*bases): pass
class B(metaclass=type): pass
class C(A, *bases, x=1, **{}): pass
