# __set__ and __delete__ on a descriptor take over assignment and del.
class Logged:
    def __get__(self, obj, owner):
        return obj.store

    def __set__(self, obj, value):
        print("set", value)
        obj.store = value

    def __delete__(self, obj):
        print("delete")
        obj.store = "deleted"


class C:
    d = Logged()


c = C()
c.d = 5
print(c.d)
c.d += 1
print(c.d)
del c.d
print(c.d)
