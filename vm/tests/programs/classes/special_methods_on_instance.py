# Operators look on the class, not on the instance.
class C:
    def __len__(self):
        return 1


c = C()
c.__len__ = lambda: 99
print(len(c), c.__len__())


class D:
    pass


d = D()
d.__call__ = lambda: "called"
try:
    print(d())
except TypeError:
    print("TypeError")
