# Subclasses inherit, override and extend.
class Shape:
    def __init__(self, name):
        self.name = name

    def area(self):
        return 0

    def describe(self):
        return "%s of area %d" % (self.name, self.area())


class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side**2


class Unit(Square):
    def __init__(self):
        Square.__init__(self, 1)

    def describe(self):
        return "unit " + super().describe()


for s in (Shape("dot"), Square(3), Unit()):
    print(s.describe(), type(s).__name__, isinstance(s, Square))
