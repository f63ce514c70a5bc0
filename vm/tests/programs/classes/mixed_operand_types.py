# Left method first, then the right's reverse method, then TypeError.
class A:
    def __add__(self, o):
        return "A.add"


class B:
    def __radd__(self, o):
        return "B.radd"


class C:
    def __add__(self, o):
        return NotImplemented


print(A() + B(), C() + B(), A() + C(), 1 + B())
for f in (lambda: C() + C(), lambda: B() + A(), lambda: C() + 1, lambda: B() - 1):
    try:
        print(f())
    except TypeError:
        print("TypeError")
