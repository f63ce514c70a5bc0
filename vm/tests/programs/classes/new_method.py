# __new__ makes the instance, __init__ follows; __new__ may return anything.
class A:
    def __new__(cls, *a):
        print("new", cls.__name__, a)
        return super().__new__(cls)

    def __init__(self, *a):
        print("init", a)


A(1, 2)


class B(A):
    pass


print(type(B()) is B)


class Other:
    def __new__(cls):
        return "not an instance"


print(Other())


class Single:
    made = None

    def __new__(cls):
        if cls.made is None:
            cls.made = object.__new__(cls)
        return cls.made


print(Single() is Single())
