# A property that a class is given later works, unless other classes extend it by then.
class A:
    pass


a = A()
A.twice = property(lambda self: 2, lambda self, value: print("set", value))
a.twice = 5
print(a.twice)


class B:
    pass


class C(B):
    pass


try:
    B.twice = property()
except AttributeError as error:
    print(error)
B.plain = 1
print(C.plain)
