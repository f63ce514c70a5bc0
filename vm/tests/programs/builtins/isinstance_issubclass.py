# isinstance and issubclass with classes, tuples of classes and inheritance.
class A:
    pass


class B(A):
    pass


class C(B):
    pass


c = C()
print(isinstance(c, A), isinstance(c, (int, B)), isinstance(A(), B), isinstance(c, object), isinstance(c, ()))
print(issubclass(C, A), issubclass(A, C), issubclass(A, A), issubclass(C, (str, A)), issubclass(int, object))
print(
    isinstance(1, int), isinstance("a", (int, str)), isinstance([], list), isinstance(None, type(None)),
    isinstance(int, type), isinstance(A, type),
)
for f in (lambda: isinstance(1, 1), lambda: issubclass(1, int), lambda: issubclass(A, 1), lambda: isinstance(1)):
    try:
        f()
    except TypeError:
        print("TypeError")
