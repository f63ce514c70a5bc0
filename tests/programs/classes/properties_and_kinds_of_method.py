# Properties, class methods and static methods.
class Temperature:
    count = 0

    def __init__(self, c):
        self._c = c
        Temperature.count += 1

    @property
    def fahrenheit(self):
        return self._c * 9 // 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, f):
        self._c = (f - 32) * 5 // 9

    @staticmethod
    def freezing(scale="c"):
        return 0 if scale == "c" else 32

    @classmethod
    def boiling(cls, *, over=0):
        return cls(100 + over)


class Lab(Temperature):
    pass


t = Temperature(20)
print(t.fahrenheit)
t.fahrenheit = 212
t.fahrenheit += 18
print(t._c, Temperature.freezing(), t.freezing("f"))
print(Lab.boiling(over=5)._c, type(Lab.boiling()).__name__, Temperature.count)
