# A class cannot have two builtin bases with their own layout.
try:

    class Bad(list, dict):
        pass

    print("made")
except TypeError:
    print("TypeError")


class Mixin:
    def total(self):
        return sum(self)


class Nums(Mixin, list):
    pass


class Nums2(list, Mixin):
    pass


print(Nums([1, 2]).total(), Nums2((3, 4)).total(), Nums([5])[0])
