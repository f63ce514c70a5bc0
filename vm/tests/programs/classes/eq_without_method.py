# Without __eq__ instances compare by identity; with it, != is its negation.
class Plain:
    pass


class Same:
    def __eq__(self, o):
        return isinstance(o, Same)


p, q = Plain(), Plain()
print(p == p, p == q, p != q, p == 1, [p] == [p], p in [q], p in [q, p])
print(Same() == Same(), Same() != Same(), Same() == 1, 1 == Same())
try:
    p < q
except TypeError:
    print("TypeError")
