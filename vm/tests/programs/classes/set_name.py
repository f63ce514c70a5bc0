# __set_name__ is told the class and the name when the class is made.
class Field:
    def __set_name__(self, owner, name):
        print("named", name, "in", owner.__name__)
        self.name = name


class C:
    a = Field()
    other = 5


print(C.__name__, "made", C.a.name)
