# Attributes are looked up through the bases left to right.
class A:
    def who(self):
        return "A"

    def only_a(self):
        return "only A"


class B:
    def who(self):
        return "B"

    def only_b(self):
        return "only B"


class AB(A, B):
    pass


class BA(B, A):
    def both(self):
        return A.who(self) + B.who(self)


print(AB().who(), BA().who(), AB().only_b(), BA().only_a(), BA().both(), issubclass(AB, B))
