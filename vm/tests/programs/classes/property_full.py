# A property with getter, setter and deleter.
class T:
    def __init__(self):
        self._c = 0

    @property
    def c(self):
        print("get", end=" ")
        return self._c

    @c.setter
    def c(self, v):
        print("set", v, end=" ")
        self._c = v

    @c.deleter
    def c(self):
        print("del", end=" ")
        self._c = None


t = T()
t.c = 5
print(t.c)
t.c += 1
print(t._c)
del t.c
print(t.c, T.__name__)
