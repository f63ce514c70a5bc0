# Descriptors are told their names even if one before has taken them out of the class.
class Remover:
    def __init__(self, other):
        self.other = other

    def __set_name__(self, owner, name):
        delattr(owner, self.other)


class Replacer:
    def __init__(self, other):
        self.other = other

    def __set_name__(self, owner, name):
        setattr(owner, self.other, self.other + " by " + name)


class A:
    a = Remover("b")
    b = Remover("a")


class B:
    a = Replacer("b")
    b = Replacer("a")


print(hasattr(A, "a"), hasattr(A, "b"), B.a, B.b)
