# A class attribute with __get__ answers attribute reads.
class Tens:
    def __init__(self, n):
        self.n = n

    def __get__(self, obj, owner):
        return self.n * 10, obj is None, owner.__name__


class C:
    d = Tens(4)


print(C().d)
print(C.d if not isinstance(C.d, Tens) else "the descriptor itself")
