# Properties are inherited and can be overridden by plain properties.
class A:
    @property
    def v(self):
        return "A " + self.w()

    def w(self):
        return "w"


class B(A):
    def w(self):
        return "w of B"


class C(A):
    @property
    def v(self):
        return "C over " + super().w()


print(B().v, C().v, A().v)
